"""Jinja: the environment, its filters, and template errors as diagnostics.

Content is a value here, never a template.
"""

import operator
import re
import traceback
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar

import jinja2
import msgspec
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from gongkai import dates, urls
from gongkai.concerns import Concern
from gongkai.exports.hosting import POLICY
from gongkai.finding import Diagnostic, Place
from gongkai.language import catalogue
from gongkai.mail import brief, mailto
from gongkai.model import Choice, Hedge, Kind, Level, Mark, Result, Status
from gongkai.office_hours import encoded
from gongkai.pages.output import Ref
from gongkai.qr_code import draw
from gongkai.settings import Settings
from gongkai.site import Site
from gongkai.subjects import Subject
from gongkai.template_errors import explained
from gongkai.text import phrases

_TERMS: tuple[type[Choice], ...] = (Status, Mark, Kind, Level, Hedge, Subject, Concern)
# What `escape` replaces.
_SPECIAL = re.compile("[&<>\"']").search
_LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}


class Chrome(msgspec.Struct, frozen=True):
    """What every page shows of the site around its own content."""

    settings: Settings
    language: str
    menu: tuple[Ref, ...]
    owner: Ref | None
    owner_answers: bool  # whether it has contacts
    preview: bool
    policy: str = POLICY


class TemplateFailed(Exception):
    """A template does not work; carries the diagnostic. Caught by the pipeline."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic


def chrome_of(site: Site, *, preview: bool = False) -> Chrome:
    """Return what surrounds every page; columns that would be empty are not in the menu."""
    settings = site.settings
    translate = catalogue(settings.language).gettext
    menu = [Ref(urls.NOTICES, translate("Notices"))]
    if site.organizations:
        menu.append(Ref(urls.ORGANIZATIONS, translate("Organizations")))
    if any(notice.problems for notice in site.notices):
        menu.append(Ref(urls.PROBLEMS, translate("Problems")))
    menu += [Ref(urls.page(page.id), page.menu_title or page.title) for page in site.pages if page.menu is not None]
    owner = site.organizations.get(settings.owner)
    return Chrome(
        settings=settings,
        language=_LANGUAGE_TAGS[settings.language],
        menu=tuple(menu),
        owner=Ref(urls.organization(owner.id), owner.name) if owner else None,
        owner_answers=bool(owner and owner.contacts),
        preview=preview,
    )


def escaped(value: Any) -> str:
    """Return what `{{ value }}` writes: the same as `escape`, in a fifth of the time where nothing needs escaping.

    `escape` makes a new Markup of every value, of Markup and of numbers too; a page holds two thousand values.
    """
    kind = type(value)
    if kind is Markup or (kind is str and not _SPECIAL(value)):
        return value  # type: ignore[no-any-return]
    return str(value) if kind is int else escape(value)


class Generator(CodeGenerator):
    """Writes templates as Python that calls `escaped` where Jinja's own calls `escape`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Write `value.name` as Python: what templates are handed has attributes, and a page asks for thousands."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Write calls of macros and methods so that nothing asks first whether they want the context: none does."""
        if forward_caller or not isinstance(node.node, nodes.Getattr):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("environment.call(")
        self.visit(node.node, frame)
        self.signature(node, frame)
        self.write(")")


def _at_once(body: list[nodes.Node], line: int) -> nodes.Node:
    """Return what writes a body in one piece: each of its thousands would else pass from template to template."""
    return nodes.FilterBlock(body, nodes.Filter(None, "at_once", [], [], None, None, lineno=line), lineno=line)


class Environment(jinja2.Environment):
    """Jinja, with fixed words translated when a template is compiled: a page has hundreds, and each call costs."""

    code_generator_class = Generator
    escaped = staticmethod(escaped)
    call: Callable[..., Any] = staticmethod(operator.call)  # type: ignore[arg-type]
    translate: Callable[[str], str]

    def _generate(self, source: nodes.Template, *args: Any, **options: Any) -> str:
        for output in source.find_all(nodes.Output):
            output.nodes = [self._translated(node) for node in output.nodes]
        for block in source.find_all(nodes.Block):
            block.body = [_at_once(block.body, block.lineno)]
        return super()._generate(source, *args, **options)

    def _translated(self, node: nodes.Expr) -> nodes.Expr:
        """Return the words of `_("…")` without variables; `{% trans %}`, which may hold mark-up, calls `gettext`."""
        match node:
            case nodes.Call(node=nodes.Name(name="_"), args=[nodes.Const(value=str(words))], kwargs=[]):
                return nodes.TemplateData(str(escape(self.translate(words) % {})))
            case nodes.Call(node=nodes.Name(name="gettext"), args=[nodes.Const(value=str(words))], kwargs=[]):
                return nodes.TemplateData(self.translate(words) % {})
        return node


class Compiled(jinja2.FileSystemBytecodeCache):
    """Compiled templates in a folder whose name says what they were made of, and in memory: a preview builds often."""

    kept: ClassVar[dict[tuple[str, str], CodeType]] = {}

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.made_of = folder.name
        self.names: dict[str, str] = {}  # of templates that are still to be compiled

    def get_bucket(self, environment: jinja2.Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Return a template as it is kept, as that of this project: errors name its file."""
        if code := self.kept.get((self.made_of, name)):
            bucket = Bucket(environment, name, self.get_source_checksum(source))
            bucket.code = code.replace(co_filename=filename or name)
            return bucket
        bucket = super().get_bucket(environment, name, filename, source)
        self.names[bucket.key] = name
        return bucket

    def set_bucket(self, bucket: Bucket) -> None:
        """Keep a template that was compiled."""
        if bucket.code:
            self.kept[self.made_of, self.names[bucket.key]] = bucket.code
        super().set_bucket(bucket)


class Theme:
    """The templates of a site, ready to render."""

    def __init__(self, folder: Path, chrome: Chrome, assets: dict[str, str], bytecode: Path | None = None) -> None:
        self.folder = folder
        self.settings = chrome.settings
        self.environment = Environment(
            loader=jinja2.FileSystemLoader(folder),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=Compiled(bytecode) if bytecode else None,
            extensions=["jinja2.ext.i18n"],
        )
        translations = catalogue(chrome.settings.language)
        self.environment.translate = translations.gettext
        self.environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
        self.environment.filters |= _filters(chrome)
        self.environment.filters |= {name: cache(partial(self._macro, name)) for name in ("badge", "mark", "own_mark")}
        self.environment.globals |= {"site": chrome, "urls": urls, "asset": partial(_asset, chrome, assets)}

    def _macro(self, name: str, status: Status) -> Markup:
        """Return what the macro `name` makes of a status; a page has hundreds of them."""
        return Markup(getattr(self.environment.get_template("macros.html").module, name)(status))

    def render(self, template: str, context: dict[str, Any]) -> str:
        """Return a page; raises TemplateFailed with file and line of the template."""
        try:
            return self.environment.get_template(template).render(context)
        except jinja2.TemplateSyntaxError as error:
            raise TemplateFailed(self._diagnostic(error.name or template, error.lineno, str(error.message))) from error
        except jinja2.TemplateNotFound as error:
            name, line = self._template_frame(error)
            problem = f"TemplateNotFound: {error.name}"
            raise TemplateFailed(self._diagnostic(name or template, line, problem)) from error
        except Exception as error:
            # A fault in a template can raise anything; what raises outside of one is our bug and stays a traceback.
            name, line = self._template_frame(error)
            if not name:
                raise
            raise TemplateFailed(self._diagnostic(name, line, f"{type(error).__name__}: {error}")) from error

    def _template_frame(self, error: Exception) -> tuple[str, int]:
        """Return file and line of the innermost template that an error passed through."""
        frames = traceback.extract_tb(error.__traceback__)
        inside = [frame for frame in frames if Path(frame.filename).is_relative_to(self.folder)]
        if not inside:
            return "", 0
        return Path(inside[-1].filename).relative_to(self.folder).as_posix(), inside[-1].lineno or 0

    def _diagnostic(self, name: str, line: int, problem: str) -> Diagnostic:
        path = self.folder / name
        lines = path.read_text("utf-8").split("\n") if path.is_file() else []
        excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
        column = len(excerpt) - len(excerpt.lstrip()) + 1 if excerpt else 0
        place = Place(f"templates/{name}", line, column, excerpt, max(1, len(excerpt.strip())))
        return Diagnostic("template-error", place, explained(problem))


def _filters(chrome: Chrome) -> dict[str, Callable[..., Any]]:
    settings = chrome.settings
    return {
        "at_once": lambda written: written,
        "url": lambda address: settings.base + address,
        "absolute": partial(urls.absolute, settings),
        "date": lambda date: dates.written(date, settings.language),
        "tel": tel,
        "mailto": mailto,
        "brief": brief,
        "hours": cache(encoded),
        "qr": draw,
        "leaves": partial(urls.leaves, settings),
        "with_query": urls.with_query,
        "trusted": partial(_trusted, settings.base),
        "phrases": phrases,
        "quantity": partial(quantity, settings.language),
        "day": cache(partial(day, settings.language)),
        "label": _labels(settings.language).__getitem__,
    }


def _labels(language: str) -> dict[Choice, str]:
    """Return what readers are told of each term of the closed lists."""
    translate = catalogue(language).gettext
    return {member: translate(member.label) for kind in _TERMS for member in kind}


def _asset(chrome: Chrome, assets: dict[str, str], name: str) -> str:
    return chrome.settings.base + assets[name]


def _trusted(base: str, html: str) -> Markup:
    """Return HTML that `prose` made, its links led to below the site's base path."""
    return Markup(html.replace('href="/', f'href="{base}/') if base else html)


def day(language: str, date: str) -> Markup:
    """Return a date for readers and for machines."""
    return Markup('<time datetime="{}">{}</time>').format(date, dates.written(date, language))


def tel(number: str) -> str:
    """Return a tel: link (RFC 3966); what follows 转 is the extension."""
    line, _, extension = number.partition("转")
    digits = "".join(sign for sign in line if sign.isdigit() or sign == "+")
    inner = "".join(sign for sign in extension if sign.isdigit())
    return f"tel:{digits};ext={inner}" if inner else f"tel:{digits}"


def quantity(language: str, result: Result) -> str:
    """Return a result's number with unit and hedge, as the notice has it; English readers get the hedge translated."""
    if language == "zh" or result.hedge is None:
        return result.written
    hedge = catalogue(language).gettext(result.hedge.label)
    return f"{hedge} {result.value} {result.unit}".strip()
