"""Word forms: files whose layout is fixed, with tags in their text, filled in place.

A form is taken apart into tokens and tags, Jinja sees nothing but these, and the filled form is put together again from
copies of its own elements. No value ever meets a parser, and no fonts or pages are known here.
"""

from briefs.forms.filled_form import Sealing, filled_form, said_in
from briefs.forms.form import Form, form_of
from briefs.forms.package import NoFormError
from briefs.forms.properties import head_of

__all__ = ["Form", "NoFormError", "Sealing", "filled_form", "form_of", "head_of", "said_in"]
