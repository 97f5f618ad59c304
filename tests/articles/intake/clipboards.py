# ruff: noqa: E501
"""What the clipboard holds after copying from four origins: their markup as it is, the words our own."""

WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta charset="utf-8">
<meta name=ProgId content=Word.Document><meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal {mso-style-unhide:no; font-family:宋体;} @list l0 {mso-list-id:1;}
@list l0:level1 {mso-level-number-format:bullet; mso-level-text:l; font-family:Wingdings;} --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->
<h1 align=center style='text-align:center'><span style='font-family:黑体'>茶水间的变化<span lang=EN-US><o:p></o:p></span></span></h1>
<p class=MsoNormal style='text-indent:24.0pt'><span style='font-size:12.0pt;color:red;mso-themecolor:text1'>新茶壶
容量为</span><b><span lang=EN-US style='font-size:12.0pt'>5</span></b><span>升，占地</span><span
lang=EN-US>2m<sup>2</sup></span><span>。<del cite="mailto:a">删去的</del><ins>插入的</ins><o:p></o:p></span></p>
<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
<p class=MsoListParagraph style='margin-left:21.0pt;text-indent:-21.0pt;mso-list:l0 level1 lfo1'><![if
!supportLists]><span lang=EN-US style='font-family:Wingdings'><span style='mso-list:Ignore'>l<span
style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span><![endif]><span>甲组管周一</span></p>
<p class=MsoListParagraph style='margin-left:21.0pt;text-indent:-21.0pt;mso-list:l0 level1 lfo1'><![if
!supportLists]><span lang=EN-US style='font-family:Wingdings'><span style='mso-list:Ignore'>l<span
style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span><![endif]><span>乙组管周二</span></p>
<table class=MsoTableGrid border=1 cellspacing=0 style='border-collapse:collapse;border:none'>
<tr style='mso-yfti-irow:0'><td width=142 valign=top style='width:106.5pt;border:solid windowtext 1.0pt'>
<p class=MsoNormal>壶<o:p></o:p></p></td><td width=142 valign=top><p class=MsoNormal>两把</p></td></tr></table>
<p class=MsoNormal><span lang=EN-US><img width=553 height=311
src="file:///C:/Users/a/AppData/Local/Temp/msohtmlclip1/01/clip_image002.jpg" v:shapes="x"></span></p>
<p class=MsoNormal><a name="_Toc1"></a><span style='display:none;mso-hide:all'>隐藏</span>末段。</p>
<!--EndFragment--></body></html>"""

WPS = """<html><head><meta charset="utf-8"><meta name="ProgId" content="Word.Document">
<meta name="Generator" content="Kingsoft WPS"></head><body>
<p class="MsoNormal" align="center" style="text-align:center;mso-char-indent-count:0"><b><span
style="mso-spacerun:'yes';font-family:宋体;font-weight:bold;font-size:16.0000pt;mso-font-kerning:1.0000pt;">值班安排</span></b></p>
<p class="MsoNormal" style="text-indent:21.0000pt;mso-char-indent-count:2.0000;"><span
style="mso-spacerun:'yes';font-family:宋体;font-size:10.5000pt;"><font face="宋体">　　值班员每天</font><font
face="Calibri">8</font><font face="宋体">点到岗，</font></span><b><span style="font-weight:bold;"><font
face="宋体">认真登记</font></span></b><span><font face="宋体">。</font></span><span><o:p></o:p></span></p>
<p class="MsoNormal"><span>&nbsp;</span></p></body></html>"""

WECHAT_PICTURE = "https://pictures.example.org/mmbiz_jpg/abc/640?wx_fmt=jpeg&from=appmsg"
WECHAT = f"""<meta charset='utf-8'><section style="box-sizing: border-box; font-size: 16px;" data-mpa-powered-by="x">
<section style="margin: 10px 0%; text-align: center;"><section style="display: inline-block; border-bottom: 2px
solid rgb(30, 155, 232);"><span style="font-weight: bold; color: rgb(30,155,232);">窗台上的绿萝</span></section></section>
<p style="margin: 0px 8px; line-height: 1.75em; text-indent: 2em;"><span style="font-size: 15px; letter-spacing: 1px;
color: rgb(63, 63, 63);" leaf="">\u200b绿萝长得很好，<strong style="color: red;">每天</strong>浇一次水。</span></p>
<p style="text-align: center;"><img class="rich_pages wxw-img" data-ratio="0.66" data-src="{WECHAT_PICTURE}"
src="data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==" data-w="1080"></p>
<section><span leaf="">第一个浇水的人。</span></section><section><span leaf="">第二个浇水的人。</span></section>
<section><br></section><mpvoice class="res_iframe" name="语音">语音</mpvoice>
<section style="display:none;">看不见的</section><p><span style="vertical-align: super;">注</span>完。</p></section>"""

NEWS_PICTURE = "http://img.example.org/2031/0508/a.jpg"
NEWS = f"""<!--StartFragment--><div class="article-content" id="p-detail"><table width="100%"><tbody><tr><td>
<font face="宋体" size="3" color="#333333">　　烧水壶装好了。<br><br>　　大家排队接水。<br>　　值班员登记时间。</font>
<center><img src="{NEWS_PICTURE}" width="550" onload="x()"><br>图为新的烧水壶</center>
<p>&nbsp;&nbsp;&nbsp;&nbsp;地址：一楼<br>电话：没有</p></td></tr></tbody></table>
<p><a href="javascript:void(0)">分享</a><a href="https://news.example.org/1" target="_blank">原文</a>
<img src="https://count.example.org/p.gif" width="1" height="1"></p>
<h2 class="sub"><b>怎样用水</b></h2><script>x()</script><iframe src="https://ads.example.org"></iframe>
<p style="font-weight:bold">节约用水。</p></div><!--EndFragment-->"""

PLAIN = "　　第一行。\r\n　　第二行。\n\n第三行。"
