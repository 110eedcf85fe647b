/// Two regions and an edge on one machine, of real processes: start at [dev.lifeboat.lab.Lab].
///
/// The packages below are its parts: `plan` what it adds to plans, `topology` what has which
/// address, `setup` how it comes up and goes down, `link`, `frontdoor` and `bucket` programs of its
/// own, `provider` how goals come true, `fault` how it is broken, `watch` how it is looked at,
/// `drill` what a drill needs of it.
@NullMarked
package dev.lifeboat.lab;

import org.jspecify.annotations.NullMarked;
