package dev.lifeboat.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.lease.LeaseRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptIntentionTest {
  @TempDir private Path folder;

  @Test
  void an_intention_that_was_handed_back_stays_so() throws Exception {
    var file = WorkloadLease.record(folder.resolve("leases").resolve("shop.json"));
    var handedBack = new LeaseRecord(3, false, true);

    assertThat(file.read()).isEmpty();
    file.write(handedBack);

    assertThat(file.read()).contains(handedBack);
  }

  /// Else a keeper would hold again what it handed back.
  @Test
  void an_intention_that_cannot_be_read_is_not_taken_for_none() throws Exception {
    var file = Files.createSymbolicLink(folder.resolve("shop.json"), Path.of("shop.json"));

    assertThatThrownBy(() -> WorkloadLease.record(file).read()).isInstanceOf(IOException.class);
  }
}
