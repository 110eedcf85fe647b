package dev.lifeboat.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.provider.DoctorFinding.State;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PostgresCheckTest {
  @Test
  void an_installation_that_is_not_there_is_trouble(@TempDir Path folder) throws Exception {
    var check = new PostgresCheck(Map.of("LIFEBOAT_POSTGRES", folder.toString())).check();

    assertThat(check.look().call())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.what()).isEqualTo("postgresql");
          assertThat(finding.state()).isEqualTo(State.TROUBLE);
          assertThat(finding.fix()).contains("LIFEBOAT_POSTGRES");
        });
  }
}
