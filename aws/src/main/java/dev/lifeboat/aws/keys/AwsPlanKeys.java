package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.Fields;
import dev.lifeboat.plan.KeyType;
import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.Region;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Binds what only AWS needs to know of a plan as a whole.
final class AwsPlanKeys {
  private static final KeyType.Text<String> TEMPLATE =
      KeyType.Text.of(
          "text",
          Pattern.compile("EXT[A-Za-z0-9]{1,61}"),
          "write the id of an experiment template, such as EXT1a2b3c4d5e6f7");
  private static final Keys EXPERIMENTS =
      Keys.of("Experiments")
          .optional("service-loss", TEMPLATE)
          .optional("zone-loss", TEMPLATE)
          .optional("database-loss", TEMPLATE)
          .optional("region-loss", TEMPLATE)
          .optional("region-hang", TEMPLATE)
          .optional("region-silent", TEMPLATE);
  private static final KeyType TABLE = KeyType.Text.any("write the name of a table");
  static final Keys KEYS =
      Keys.of("AWS")
          .or("placements", TABLE, "lifeboat-placements")
          .or(
              "placementsIn",
              new KeyType.Choice<>(List.of(Region.Role.ARBITER, Region.Role.RECOVERY)),
              Region.Role.ARBITER)
          .or("journals", TABLE, "lifeboat-journals")
          .or("votes", TABLE, "lifeboat-votes")
          .or("lease", AwsPlan.LEASE, AwsPlan.USUAL_LEASE)
          .optional("experiments", EXPERIMENTS);

  private AwsPlanKeys() {}

  static Optional<AwsPlan> bind(Fields keys) {
    var named = keys.within("experiments");
    var templates = new LinkedHashMap<String, String>();
    for (var scenario : EXPERIMENTS.names()) {
      named.read(scenario, String.class).ifPresent(it -> templates.put(scenario, it));
    }
    return Optional.of(
        new AwsPlan(
            keys.get("placements", String.class),
            keys.get("placementsIn", Region.Role.class),
            keys.get("journals", String.class),
            keys.get("votes", String.class),
            keys.get("lease", Duration.class),
            templates));
  }
}
