"""How many pages a second the readers' site answers, beside nginx's own files and a stock Wagtail site."""
