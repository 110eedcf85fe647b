package dev.lifeboat.agent.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.agent.state.Role;
import dev.lifeboat.wire.EpochRefusedException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AssignmentTest {

  /// Such as a `follow` of a failback that arrives after its promotion.
  @ParameterizedTest
  @EnumSource(names = {"REPLICA", "STOPPED"})
  @Tag("invariant-4")
  void a_late_request_of_the_run_that_promoted_it_changes_nothing(Role late) throws Exception {
    var writer = Assignment.NONE.accept(Role.REPLICA, 7, false).accept(Role.WRITER, 7, false);

    assertThatThrownBy(() -> writer.accept(late, 7, false))
        .isInstanceOf(EpochRefusedException.class);

    assertThat(writer.accept(Role.WRITER, 7, false)).isEqualTo(writer);
    assertThat(writer.accept(late, 8, false).role()).isEqualTo(late);
  }
}
