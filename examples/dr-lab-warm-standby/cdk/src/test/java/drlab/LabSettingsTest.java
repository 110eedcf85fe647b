package drlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/// Words for a wrong key.
class LabSettingsTest {
  @Test
  void the_file_has_the_seed_s_ten_keys() {
    assertThat(Lab.context(Map.of()).keySet())
        .filteredOn(it -> !it.startsWith("@aws-cdk/"))
        .containsExactlyInAnyOrder(
            "dbMode",
            "warmStandbyTasks",
            "alarmEmail",
            "useMultiRegionKms",
            "s3ReplicateDeletes",
            "rtoTargetMinutes",
            "rpoTargetSeconds",
            "canaryEnabled",
            "domainName",
            "hostedZoneId");
  }

  @ParameterizedTest
  @CsvSource({
    "dbMode, aurora-global, dbMode must be rds-postgres",
    "warmStandbyTasks, 0, with none it is a pilot light",
    "warmStandbyTasks, many, whole number",
    "rpoTargetSeconds, 1.5, whole number",
    "canaryEnabled, yes, true or false",
    "domainName, example.com, a name below a zone",
    "hostedZoneId, '', the zone of app.example.com"
  })
  void a_wrong_value_is_refused_in_words(String key, String value, String words) {
    var app = new App(AppProps.builder().context(Lab.context(Map.of(key, value))).build());

    assertThatThrownBy(() -> LabSettings.of(app))
        .hasMessageContaining(key)
        .hasMessageContaining(words);
  }
}
