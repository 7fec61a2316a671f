"""What Jinja says of a broken template is told in the editor's words; Jinja itself is asked, for its sentences change."""

import jinja2
import pytest

from gongkai.finding import Diagnostic, Place
from gongkai.template_errors import explained

BROKEN = {
    "{{ nothing }}": "这里没有变量“nothing”。",
    "{{ title.wrong }}": "点前面的对象没有“wrong”这一项。",
    "{{ {}['key'] }}": "点前面的对象没有“key”这一项。",
    "{{ title|uppr }}": "没有名叫“uppr”的过滤器。",
    "{{ title is uppr }}": "没有名叫“uppr”的判断。",
    "{% include 'no.html' %}": "没有模板“no.html”。",
    "{% if title %}": "模板到此结束，“if”还没有关上：少了“endif”。",
    "{% for sign in title %}": "模板到此结束，“for”还没有关上：少了“endfor”。",
    "{% if title %}{% endfor %}": "“endfor”不能写在这里：“if”还没有关上，少了“endif”。",
    "{% block a %}{% if title %}{% endblock %}": "“endblock”不能写在这里：“if”还没有关上，少了“endif”。",
    "{% endif %}": "“endif”不是这里能用的标签，或者前面没有与它对应的开头。",
    "{{ title": "语句没有写完，结尾以前少了东西。",
    "{{ (title }}": "括号不配对：请看这一行里开了什么、关了什么。",
    "{{ title) }}": "“)”不能写在这里。",
    "{% if %}{% endif %}": "语句没有写完，结尾以前少了东西。",
    "{{ title title }}": "“title”前面少了或多了东西。",
    "{# title": "注释（或照原样显示的文字）没有关上。",
}


def problem_of(template: str) -> str:
    """Return what Jinja says, as `theme` hands it on."""
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=True, loader=jinja2.DictLoader({}))
    try:
        environment.from_string(template).render(title="通报")
    except jinja2.TemplateSyntaxError as error:
        return str(error.message)
    except jinja2.TemplateNotFound as error:
        return f"TemplateNotFound: {error.name}"
    except (jinja2.UndefinedError, ArithmeticError) as error:
        return f"{type(error).__name__}: {error}"
    pytest.fail("the template works")


def told(problem: str) -> str:
    return Diagnostic("template-error", Place("templates/a.html"), explained(problem)).message("zh")


@pytest.mark.parametrize("template", BROKEN)
def test_a_usual_error_is_told_in_chinese(template):
    assert told(problem_of(template)) == f"模板出错：{BROKEN[template]}"


def test_another_error_keeps_its_words_after_a_chinese_lead():
    assert told(problem_of("{{ 1 / 0 }}")) == "模板出错：ZeroDivisionError: division by zero"


def test_braces_of_a_template_in_an_error_stay_as_they_are():
    assert told("what of {name} and {{ name }}?") == "模板出错：what of {name} and {{ name }}?"
