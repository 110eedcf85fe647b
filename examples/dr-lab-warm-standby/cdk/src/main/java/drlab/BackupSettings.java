package drlab;

import java.util.Map;
import software.amazon.awscdk.App;

/// Keys of backup and restore, which its `cdk.json` has below `config`.
final class BackupSettings {
  /// AWS Backup begins one an hour at most, and a copy takes its time.
  private static final int LEAST_HOURS = 2;

  private BackupSettings() {}

  static LabSettings of(App app) {
    if (!(app.getNode().tryGetContext("config") instanceof Map<?, ?> config)) {
      throw new IllegalArgumentException("config is missing: cdk.json has it");
    }
    in(LabRegion.PRIMARY, text(config, "primary_region"), "primary_region");
    in(LabRegion.SECONDARY, text(config, "secondary_region"), "secondary_region");
    int rpo = hours(config, "rpo_target_hours", LEAST_HOURS);
    return new LabSettings(
        LabNames.BACKUP,
        LabSettings.accountOfTheCaller(),
        EcsServiceAlb.SERVING,
        text(config, "alarm_email"),
        true,
        false,
        hours(config, "rto_target_hours", 1) * 60,
        rpo * 3_600,
        false,
        text(config, "domain_name"),
        text(config, "hosted_zone_id"),
        LabSettings.bucketPrefix(app, LabNames.BACKUP));
  }

  private static void in(LabRegion place, String said, String key) {
    if (!said.equals(place.aws())) {
      throw new IllegalArgumentException(
          "%s must be %s, was %s: the plan is of that region".formatted(key, place.aws(), said));
    }
  }

  private static int hours(Map<?, ?> config, String key, int least) {
    int hours = LabSettings.whole(key, text(config, key));
    if (hours < least || hours > 24) {
      throw new IllegalArgumentException(
          "%s must be from %d to 24, was %d".formatted(key, least, hours));
    }
    return hours;
  }

  private static String text(Map<?, ?> config, String key) {
    var value = config.get(key);
    if (value == null) {
      throw new IllegalArgumentException("config." + key + " is missing: cdk.json has it");
    }
    return String.valueOf(value).strip();
  }
}
