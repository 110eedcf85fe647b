package dev.lifeboat.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFileTest {
  @TempDir private Path folder;

  private record Ballot(String holder, long epoch) {}

  @Test
  void what_was_written_is_read_back() throws Exception {
    var file = file(folder.resolve("votes").resolve("shop.json"));

    assertThat(file.read()).isEmpty();
    file.write(new Ballot("west", 6));

    assertThat(file.read()).contains(new Ballot("west", 6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{", "[]", "{\"epoch\": \"six\"}"})
  void what_is_damaged_is_not_taken_for_none(String content) throws Exception {
    var path = Files.writeString(folder.resolve("shop.json"), content);

    assertThatThrownBy(() -> file(path).read())
        .isInstanceOf(IOException.class)
        .hasMessage(path + " does not hold a ballot");
  }

  private static JsonFile<Ballot> file(Path path) {
    return new JsonFile<>(path, Ballot.class, "does not hold a ballot");
  }
}
