"""Attacks: routes by which words that nobody approved might reach readers.

`registry` keeps them: a route is a small function `route(newsroom, person, page)` under a family, with a scene that it
starts from (`scenes`). It may raise whatever it likes and get any answer. `test_attacks` runs every route as a writer,
an editor, a medical reviewer, a managing editor, a disclosure reviewer and a superuser, and afterwards asks what a
reader gets (`readers`): the words that nobody approved are nowhere, what was public before still is, the ledger's
verification finds nothing, and what was typed into a form is kept. Routes on which it makes no difference who walks
them (`save()`, SQL) run once.

`forced` are routes that a database cannot refuse: with its triggers dropped or with a forged gate pass. There the page
must not be served, and the alarm must be in the ledger.

`gate_off` is the control: it takes the gate away from outside. With it most of the same routes bring the words to
readers (`test_gate_off` says how many, and names those that do not).
"""
