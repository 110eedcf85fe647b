package dev.lifeboat.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FollowedWriterTest {
  @TempDir Path folder;

  @Test
  void a_damaged_file_is_none_for_a_copy_that_holds_the_epoch_and_an_error_for_any_other()
      throws Exception {
    var file = folder.resolve("orders.followed.json");
    for (var damage : List.of("", "{", "null", "[]", "{\"epoch\":0}")) {
      Files.writeString(file, damage);
      assertThatThrownBy(() -> new FollowedWriter(file))
          .as(damage)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("does not say whom the copy followed");
      assertThat(FollowedWriter.orNone(file).last()).as(damage).isEmpty();
    }

    FollowedWriter.orNone(file).seen(OptionalLong.of(3), Optional.empty());

    assertThat(new FollowedWriter(file).last().orElseThrow().epoch()).isEqualTo(3);
  }
}
