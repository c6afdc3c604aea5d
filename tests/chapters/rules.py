"""Rules of pages: a rule is a function from a page to sentences that say what is wrong with it."""


class Rules(list):
    """Rules in the order of their declaration, each with bad samples, of which it must speak."""

    def __call__(self, bad, *more, but=()):
        """Declare a function as a rule, which the pages named in ``but`` need not keep."""

        def declare(rule):
            rule.bad, rule.but = (bad, *more), but
            self.append(rule)
            return rule

        return declare

    def samples(self):
        """Each rule with each of its bad samples."""
        return [(rule, bad) for rule in self for bad in rule.bad]
