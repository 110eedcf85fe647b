package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A vault that several machines share.
class VaultSourcesTest {
  private static final String PAST = "2001-01-01T00:00:00Z";
  private static final String FUTURE = "2226-01-01T00:00:00Z";
  private static final List<List<String>> POSITIONS =
      List.of(List.of("--lsn", "0/1"), List.of("--xid", "7"), List.of("--point", "p"));

  @TempDir private Path folder;
  private Path source;

  @BeforeEach
  void share() throws Exception {
    var state = folder.resolve("state");
    GivenVault.shared(state);
    source = GivenVault.path(state, "source");
    Files.writeString(source.resolve("file"), "of the third\n");
    assertThat(vault("backup", source, "--host", "third").exitCode()).isZero();
  }

  private Invocation vault(String command, Object... more) {
    var words = new ArrayList<Object>(List.of("vault", command, folder.resolve("vault")));
    words.addAll(List.of(more));
    words.addAll(List.of("--key-file", folder.resolve("key")));
    return Invocation.of(words.toArray());
  }

  @Test
  void a_restore_that_does_not_say_of_which_is_refused_and_names_them() {
    var target = folder.resolve("new");

    var refused = vault("restore", "--to", target);

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("LB9002", "elsewhere:" + source, "third:" + source, "--source");
    var before = vault("restore", "--to", target, "--host", "third", "--time", PAST);
    assertThat(before.exitCode()).as(before.toString()).isEqualTo(2);
    assertThat(before.err()).contains("the oldest snapshot of third:" + source);
    assertThat(target).doesNotExist();
    assertThat(vault("restore", "--to", target, "--host", "third").exitCode()).isZero();
    assertThat(target.resolve("file")).hasContent("of the third");
  }

  @Test
  void a_folder_is_named_with_a_slash_behind_it_too() {
    var told = vault("cat", "file", "--host", "third", "--source", source + "/");

    assertThat(told.exitCode()).as(told.toString()).isZero();
    assertThat(told.out()).isEqualTo("of the third\n");
  }

  @Test
  void a_list_is_of_the_source_that_is_named() {
    assertThat(vault("ls", "--host", "third").out())
        .contains("third:" + source)
        .doesNotContain("elsewhere:");
    assertThat(vault("ls", "--time", PAST).out()).contains("the vault has no such snapshot");
  }

  @Test
  void a_position_is_of_the_one_database_whatever_folders_are_beside_it() throws Exception {
    GivenVault.base(folder.resolve("state"));
    var target = folder.resolve("new");

    for (var end : POSITIONS) {
      var told = vault("restore", with(end, "--to", target));
      assertThat(told.exitCode()).as(told.toString()).isEqualTo(1);
      assertThat(told.err()).contains("LB9005", "cannot be reached");
    }
    var moment = vault("restore", "--to", target, "--time", FUTURE);
    assertThat(moment.err()).as("folders have one too").contains("LB9002", "several sources");
    assertThat(target).doesNotExist();
  }

  @Test
  void what_is_no_base_leads_to_no_position() {
    var target = folder.resolve("new");
    var id = GivenVault.snapshot(folder.resolve("state"));

    assertThat(vault("restore", "--to", target, "--lsn", "0/1").err())
        .contains("LB9002", "the vault has no base of a database");
    assertThat(vault("restore", "--to", target, "--lsn", "0/1", "--snapshot", id).err())
        .contains("LB9002", "is no base of a database");
    assertThat(target).doesNotExist();
  }

  @Test
  void a_part_of_a_database_is_refused_before_the_vault_is_looked_for_where_that_is_known()
      throws Exception {
    GivenVault.base(folder.resolve("state"));
    var target = folder.resolve("new");
    var base = List.of("--to", target, "--only", "global", "--source", "postgresql/7");
    var none = folder.resolve("none");

    var moment = vault("restore", with(base, "--time", FUTURE));
    assertThat(moment.exitCode()).as(moment.toString()).isEqualTo(2);
    assertThat(moment.err()).contains("LB1004", "--only is a path");
    for (var end : POSITIONS) {
      var words = List.of("vault", "restore", none, "--to", target, "--only", "x");
      var told = Invocation.of(with(words, end.toArray()));
      assertThat(told.err()).contains("LB1004", "--only is a path");
    }
    assertThat(target).doesNotExist();
    assertThat(vault("restore", with(base)).exitCode()).as("its files are files").isZero();
    assertThat(target.resolve("global/pg_control")).exists();
  }

  private static Object[] with(List<?> words, Object... more) {
    return Stream.concat(words.stream(), Stream.of(more)).toArray();
  }

  @Test
  void a_source_is_typed_as_the_list_has_it() throws Exception {
    GivenVault.base(folder.resolve("state"));
    var list = vault("ls").out();
    var printed = Pattern.compile("storefront\\.shop\\.orders:postgresql/\\S+").matcher(list);
    assertThat(printed.find()).as(list).isTrue();

    assertThat(vault("ls", "--source", printed.group()).out())
        .contains(printed.group())
        .doesNotContain(source.toString());
  }

  @Test
  void what_a_moment_means_of_a_folder_is_told_where_folders_are() {
    assertThat(Invocation.of("vault", "restore", "--help").out()).contains("Of a folder, --time");
    assertThat(Invocation.of("restore", "--help").out())
        .contains("committed by then")
        .doesNotContainIgnoringCase("folder, --time");
  }
}
