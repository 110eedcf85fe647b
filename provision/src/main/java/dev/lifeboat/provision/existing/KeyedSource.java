package dev.lifeboat.provision.existing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/// Keys of a file, taken for what they say of the plan.
///
/// @param source the file in words
record KeyedSource(String source, List<SourceKey> keys) {
  /// Switches of the CDK itself, of which each project has dozens.
  private static final String OF_THE_CDK = "@aws-cdk/";

  /// @throws UnreadableSource when a value has another form than a plan takes, or two keys say two
  ///   things of one
  FactSheet facts() throws UnreadableSource {
    var facts = new EnumMap<Fact, SourcedValue>(Fact.class);
    var unused = new ArrayList<UnusedKey>();
    for (var key : keys) {
      var known = KnownKeys.of(key);
      if (known.isEmpty() && !key.name().startsWith(OF_THE_CDK)) {
        unused.add(new UnusedKey(key.shown(), "not known here; add by hand what it says"));
      } else if (known.isPresent()) {
        switch (known.get()) {
          case KnownKey.Ends(var why) -> unused.add(new UnusedKey(key.shown(), why));
          case KnownKey.Leads(var fact, var unit) -> {
            var value = key.value(fact.shape().require(key) + unit);
            var before = facts.putIfAbsent(fact, value);
            if (before != null && !before.text().equals(value.text())) {
              throw new UnreadableSource(
                  "%s: '%s' and %s say two things of one"
                      .formatted(key.place(), key.shown(), before.from()),
                  "leave one of them out of a copy of the file, and import that");
            }
          }
        }
      }
    }
    if (facts.isEmpty()) {
      throw new UnreadableSource(
          "%s has no key that is known here".formatted(source),
          "begin with an example: lifeboat init --from dr-lab-warm-standby");
    }
    return new FactSheet(source, facts, unused);
  }
}
