"""Placeholders that a template left, and words that programs write for no value."""

import pytest
from addresses import told


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("https://${host}/e1", '+8 error url-placeholder: "${host}" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://example.com/${slug}", '+20 error url-placeholder: "${slug}" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://example.com/#{slug}", '+20 error url-placeholder: "#{slug}" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://{{ site.url }}/e1", '+8 error url-placeholder: "{{ site.url }}" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://example.com/{{ slug }}.mp3", '+20 error url-placeholder: "{{ slug }}" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://example.com/{{slug", '+20 error url-placeholder: "{{slug" is a placeholder that a template did not replace; write the real value in its place'),
        ("{{ episode.url }}", '+0 error url-placeholder: "{{ episode.url }}" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://<%= host %>/e1", '+8 error url-placeholder: "<%= host %>" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://example.com/<%= slug %>", '+20 error url-placeholder: "<%= slug %>" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://example.com/{% slug %}", '+20 error url-placeholder: "{% slug %}" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://example.com/<?php echo $id; ?>", '+20 error url-placeholder: "<?php echo $id; ?>" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://%s/e1", '+8 error url-placeholder: "%s" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://example.com/%s.mp3", '+20 error url-placeholder: "%s" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://example.com/%(slug)s", '+20 error url-placeholder: "%(slug)s" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://example.com/{url}", '+20 error url-placeholder: "{url}" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://example.com/{0}", '+20 error url-placeholder: "{0}" is a placeholder that a template did not replace; write the real value in its place'),
        ("{url}", '+0 error url-placeholder: "{url}" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://example.com/[object Object]", '+20 error url-placeholder: "[object Object]" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://example.com/[object%20Object]", '+20 error url-placeholder: "[object%20Object]" is a placeholder that a template did not replace; write the real value in its place'),
        ("[object Object]", '+0 error url-placeholder: "[object Object]" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://(null)/e1", '+8 error url-placeholder: "(null)" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://example.com/%SLUG%/e1", '+20 error url-placeholder: "%SLUG%" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://example.com/%7B%7B%20slug%20%7D%7D", '+20 error url-placeholder: "%7B%7B%20slug%20%7D%7D" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://example.com/%7Bslug%7D", '+20 error url-placeholder: "%7Bslug%7D" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://example.com/%5Bobject%20Object%5D", '+20 error url-placeholder: "%5Bobject%20Object%5D" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://example.com/$%7Bslug%7D", '+20 error url-placeholder: "$%7Bslug%7D" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://undefined/e1", 'error url-placeholder: "undefined" is what a program writes for a value that is missing, and there is no such host; write the real host'),
        ("https://null/e1", 'error url-placeholder: "null" is what a program writes for a value that is missing, and there is no such host; write the real host'),
        ("https://NaN/e1", 'error url-placeholder: "NaN" is what a program writes for a value that is missing, and there is no such host; write the real host'),
        ("https://None/e1", 'error url-placeholder: "None" is what a program writes for a value that is missing, and there is no such host; write the real host'),
        ("https://www.undefined/e1", 'error url-placeholder: "undefined" is what a program writes for a value that is missing, and there is no such host; write the real host'),
        ("https://example.comundefined/e1", 'error url-placeholder: "undefined" is what a program writes for a value that is missing, and there is no such host; write the real host'),
        ("https://undefined.example.com/e1", 'error url-placeholder: "undefined" is what a program writes for a value that is missing, and there is no such host; write the real host'),
        ("https://$host/e1", 'error url-placeholder: the host "$host" is a placeholder; write the real value in its place'),
        ("https://your-domain/e1", 'error url-placeholder: the host "your-domain" is a placeholder; write the real value in its place'),
        ("https://TODO/e1", 'error url-placeholder: the host "TODO" is a placeholder; write the real value in its place'),
        ("https://[your domain]/e1", '+8 error url-placeholder: "[your domain]" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://<host>/e1", '+8 error url-placeholder: "<host>" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://example.com/<slug>", '+20 error url-placeholder: "<slug>" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://example.com/[slug]", '+20 error url-placeholder: "[slug]" is a placeholder that a template did not replace; write the real value in its place'),
        ("https://example.com/undefined/e1", '+20 warning url-placeholder: "undefined" is what a program writes for a value that is missing; write the real value in its place, unless the address really holds this word'),
        ("https://example.com/a/null", '+22 warning url-placeholder: "null" is what a program writes for a value that is missing; write the real value in its place, unless the address really holds this word'),
        ("https://example.com/None/e1", '+20 warning url-placeholder: "None" is what a program writes for a value that is missing; write the real value in its place, unless the address really holds this word'),
        ("https://example.com/NaN.mp3", '+20 warning url-placeholder: "NaN" is what a program writes for a value that is missing; write the real value in its place, unless the address really holds this word'),
        ("https://example.com/?id=undefined", '+24 warning url-placeholder: "undefined" is what a program writes for a value that is missing; write the real value in its place, unless the address really holds this word'),
        ("undefined", "error url-placeholder: this stands for a value that is missing; write the address, or leave it out"),
        ("null", "error url-placeholder: this stands for a value that is missing; write the address, or leave it out"),
        ("None", "error url-placeholder: this stands for a value that is missing; write the address, or leave it out"),
        ("NaN", "error url-placeholder: this stands for a value that is missing; write the address, or leave it out"),
        ("n/a", "error url-placeholder: this stands for a value that is missing; write the address, or leave it out"),
    ],
)  # fmt: skip
def test_address_is_told_with_its_cause_and_the_remedy(value: str, line: str) -> None:
    assert told(value) == [line]


@pytest.mark.parametrize(
    "value",
    [
        "https://example.com/none",
        "https://example.com/null-and-void",
        "https://example.com/nullable",
        "https://example.com/undefined-behaviour",
        "https://example.com/a.undefined/",
        "https://example.com/?td=null",
        "https://example.com/?a=None",
        "https://undefined.example/e1",
        "https://example.com/nan",
        "https://example.com/NaNcy",
        "https://example.com/Nonesuch",
        "https://null.example.com/e1",
        "https://example.com/$metadata",
        "https://example.com/a$b",
        "https://example.com/%20s",
        "https://example.com/(null",
        "https://example.com/object",
        "https://example.com/%5Bnotes%5D",
        "https://your-domain.example/e1",
        "https://example.com/__init__",
    ],
)  # fmt: skip
def test_near_miss_is_silent(value: str) -> None:
    assert told(value) == []
