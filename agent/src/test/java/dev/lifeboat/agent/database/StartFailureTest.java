package dev.lifeboat.agent.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class StartFailureTest {
  private static final String STARTING = "FATAL:  the database system is starting up";
  private static final String PANIC =
      "PANIC:  could not locate a valid checkpoint record at 0/2000028";
  private static final String ABORTED = "LOG:  aborting startup due to startup process failure";

  @Test
  void a_server_that_cannot_recover_from_its_files_says_so() {
    assertThat(failure(STARTING, PANIC, ABORTED).isOfItsFiles()).isTrue();
    assertThat(failure(STARTING, PANIC, ABORTED).words()).isEqualTo(PANIC);
    assertThat(failure("FATAL:  could not access status of transaction 740", ABORTED).words())
        .isEqualTo("FATAL:  could not access status of transaction 740");
  }

  @Test
  void what_the_machine_does_not_give_is_no_reason_to_clone() {
    assertThat(
            failure(
                    "FATAL:  could not write to file \"pg_wal/xlogtemp\": No space left on device",
                    ABORTED)
                .isOfItsFiles())
        .isFalse();
    assertThat(
            failure("LOG:  startup process was terminated by signal 9: Killed", ABORTED)
                .isOfItsFiles())
        .isFalse();
    assertThat(failure("FATAL:  could not create any TCP/IP sockets").isOfItsFiles()).isFalse();
  }

  @Test
  void one_that_was_killed_says_nothing() {
    assertThat(failure(STARTING).isOfItsFiles()).isFalse();
    assertThat(failure().isOfItsFiles()).isFalse();
    assertThat(failure().words()).isEqualTo("its log does not say why");
  }

  private static StartFailure failure(String... lines) {
    return new StartFailure(List.of(lines));
  }
}
