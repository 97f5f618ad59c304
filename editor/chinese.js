import "ckeditor5/translations/zh-cn.umd.js";
