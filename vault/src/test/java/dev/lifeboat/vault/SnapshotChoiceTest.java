package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.vault.Snapshot.Manifest;
import dev.lifeboat.vault.SnapshotChoice.Id;
import dev.lifeboat.vault.SnapshotChoice.Newest;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotChoiceTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  @TempDir private Path folder;
  private final MemoryVaultStore store = new MemoryVaultStore();
  private Path books;
  private Path mail;

  @BeforeEach
  void make() throws Exception {
    books = Files.createDirectory(folder.resolve("books"));
    mail = Files.createDirectory(folder.resolve("mail"));
    SampleVaults.create(store);
  }

  private String keep(String host, Path source, Instant at) throws Exception {
    Files.writeString(source.resolve("of"), "%s at %s".formatted(host, at));
    var vault = SampleVaults.open(store, () -> at);
    return vault.backup(new SourceHost(host), source, VaultProgress.SILENT).snapshot().id();
  }

  private void damage(String snapshot) throws IOException {
    store.delete(Shelf.SNAPSHOTS, snapshot);
    store.put(Shelf.SNAPSHOTS, snapshot, new byte[] {1, 2, 3}, 3);
  }

  private static Newest newest(String host, String source, Instant by) {
    return Newest.of(host, source, by);
  }

  private String chosen(SnapshotChoice choice) throws IOException {
    return SampleVaults.open(store).content(choice, "a test", VaultProgress.SILENT).snapshot().id();
  }

  @Test
  void of_one_source_the_newest_needs_no_name() throws Exception {
    keep("a", books, NOON);
    var second = keep("a", books, NOON.plusSeconds(1));

    assertThat(chosen(SnapshotChoice.NEWEST)).isEqualTo(second);
  }

  @Test
  void of_several_sources_nobody_guesses() throws Exception {
    var ofA = keep("a", books, NOON);
    var ofB = keep("b", books, NOON.plusSeconds(1));
    var mails = keep("b", mail, NOON.plusSeconds(2));

    assertThatThrownBy(() -> chosen(SnapshotChoice.NEWEST))
        .isInstanceOf(NoVaultException.class)
        .hasMessageEndingWith(": a:%s, b:%s, b:%s".formatted(books, books, mail))
        .hasMessageContaining("several sources; say which by --source, --host or its id: ");
    assertThatThrownBy(() -> chosen(newest(null, books.toString(), null)))
        .as("two machines keep it")
        .hasMessageEndingWith(": a:%s, b:%s".formatted(books, books));
    assertThatThrownBy(() -> chosen(newest("b", null, null)))
        .as("it keeps two")
        .hasMessageEndingWith(": b:%s, b:%s".formatted(books, mail));
    assertThatThrownBy(() -> chosen(newest(null, null, NOON)))
        .as("a moment says of no source")
        .hasMessageContaining("several sources");
    var target = folder.resolve("target");
    assertThatThrownBy(() -> SampleVaults.restore(store, target))
        .isInstanceOf(NoVaultException.class);
    assertThat(target).doesNotExist();
    assertThat(chosen(newest("a", null, null))).isEqualTo(ofA);
    assertThat(chosen(newest("b", books.toString(), null))).isEqualTo(ofB);
    assertThat(chosen(newest(null, "b:" + books, null))).isEqualTo(ofB);
    assertThat(chosen(newest(null, mail.toString(), null))).isEqualTo(mails);
    assertThat(chosen(new Id(ofA.substring(0, 10)))).isEqualTo(ofA);
  }

  @Test
  void a_source_that_is_not_there_is_told_with_those_that_are() throws Exception {
    keep("a", books, NOON);

    assertThatThrownBy(() -> chosen(newest("a", "/srv/book", null)))
        .isInstanceOf(NoVaultException.class)
        .hasMessage("the vault has no snapshot of that source, but of a:" + books);
    assertThatThrownBy(() -> chosen(newest(null, folder.toString(), null)))
        .as("a folder above it is another")
        .isInstanceOf(NoVaultException.class);
    assertThatThrownBy(() -> chosen(newest(null, "a", null)))
        .as("a machine is no folder")
        .isInstanceOf(NoVaultException.class);
  }

  @Test
  void of_a_moment_it_is_the_newest_that_had_ended() throws Exception {
    var first = keep("a", books, NOON);
    var second = keep("a", books, NOON.plusSeconds(60));

    assertThat(chosen(newest(null, null, NOON.plusSeconds(59)))).isEqualTo(first);
    assertThat(chosen(newest(null, null, NOON.plusSeconds(60)))).isEqualTo(second);
    assertThatThrownBy(() -> chosen(newest(null, null, NOON.minusMillis(1))))
        .isInstanceOf(NoVaultException.class)
        .hasMessage("the oldest snapshot of a:%s ended at %s".formatted(books, NOON));
  }

  @Test
  void what_is_compared_with_no_other_named_is_of_the_same_source() throws Exception {
    var first = keep("a", books, NOON);
    Files.writeString(books.resolve("new"), "");
    keep("a", books, NOON.plusSeconds(1));
    keep("a", mail, NOON.plusSeconds(2));

    assertThat(changed(first, SnapshotChoice.NEWEST)).contains("new", "of");
  }

  private List<String> changed(String since, SnapshotChoice to) throws IOException {
    return SampleVaults.open(store).diff(since, to).stream()
        .map(it -> it.path().toString())
        .toList();
  }

  @Test
  void what_an_older_release_kept_is_compared_with_that_alone() throws Exception {
    var first = forgetHost(keep("a", books, NOON));
    Files.writeString(books.resolve("new"), "");
    forgetHost(keep("a", books, NOON.plusSeconds(1)));
    Files.writeString(books.resolve("newer"), "");
    keep("a", books, NOON.plusSeconds(2));

    assertThat(changed(first, SnapshotChoice.NEWEST)).contains("new").doesNotContain("newer");
    assertThat(changed(first, newest("a", null, null))).contains("newer");
    assertThatThrownBy(() -> chosen(newest(null, books.toString(), null)))
        .as("the older one would be restored in silence")
        .hasMessageContaining("several sources");
  }

  /// Has a snapshot as releases made it that named no machine.
  private String forgetHost(String id) throws IOException {
    var manifests = new Manifests(store, SampleVaults.keys(store), new SecureRandom());
    var kept = manifests.one(new Id(id));
    var of = kept.snapshot();
    var source = VaultPath.of(of.source().toString().replaceFirst("^[^/]*:", ""));
    var old = new Snapshot(id, of.begun(), of.ended(), source, of.totals());
    manifests.delete(id);
    manifests.write(new Manifest(old, kept.tree()));
    return id;
  }

  @Test
  void what_is_not_said_of_the_other_is_as_of_the_first() throws Exception {
    var first = keep("a", books, NOON);
    Files.writeString(books.resolve("new"), "");
    keep("b", books, NOON.plusSeconds(1));
    keep("a", mail, NOON.plusSeconds(2));
    Files.writeString(mail.resolve("mailed"), "");
    keep("b", mail, NOON.plusSeconds(3));

    assertThat(changed(first, newest("b", null, null))).contains("new");
    assertThat(changed(first, newest(null, mail.toString(), null))).doesNotContain("mailed");
    assertThat(changed(first, newest(null, "b:" + mail, null))).contains("mailed");
  }

  @Test
  void a_database_is_named_by_itself_or_as_the_list_has_a_base_of_it() {
    var base = "db1:postgresql/7312/base/00000001/0000000000000028-0000000000000100";
    var later = base.replace("/00000001/", "/00000002.1/");
    var snapshot =
        new Snapshot("00", NOON, NOON, VaultPath.of(later), new Snapshot.Totals(0, 0, 0, 0));

    for (var typed :
        List.of("db1:postgresql/7312", "postgresql/7312", later, base, base.substring(4))) {
      assertThat(newest(null, typed, null).covers(snapshot)).as(typed).isTrue();
    }
    for (var typed :
        List.of("postgresql/731", "postgresql/7312/other", "db2:" + base.substring(4))) {
      assertThat(newest(null, typed, null).covers(snapshot)).as(typed).isFalse();
    }
  }

  @Test
  void where_one_cannot_be_read_the_newest_is_unknown_but_its_source_is() throws Exception {
    var first = keep("a", books, NOON);
    var second = keep("a", books, NOON.plusSeconds(1));
    damage(second);
    var vault = SampleVaults.open(store);

    assertThatThrownBy(() -> chosen(SnapshotChoice.NEWEST))
        .isInstanceOf(DamageException.class)
        .hasMessageEndingWith("name another one by its id");
    assertThat(vault.readable(SnapshotChoice.NEWEST).id()).isEqualTo(first);

    damage(first);
    assertThatThrownBy(() -> SampleVaults.open(store).readable(SnapshotChoice.NEWEST))
        .isInstanceOf(DamageException.class);
  }

  @Test
  void several_paths_come_back_and_one_that_is_missing_is_named() throws Exception {
    for (var name : List.of("one", "two", "three")) {
      Files.writeString(Files.createDirectory(books.resolve(name)).resolve("file"), name);
    }
    keep("a", books, NOON);
    var target = folder.resolve("target");
    var two = List.of(VaultPath.of("one"), VaultPath.of("three/file"));

    SampleVaults.open(store).restore(SnapshotChoice.NEWEST, two, target, VaultProgress.SILENT);

    assertThat(target.resolve("one/file")).hasContent("one");
    assertThat(target.resolve("three/file")).hasContent("three");
    assertThat(target.resolve("two")).doesNotExist();
    var other = folder.resolve("other");
    var wrong = List.of(VaultPath.of("one"), VaultPath.of("four"), VaultPath.of("five"));
    assertThatThrownBy(() ->
            SampleVaults.open(store)
                .restore(SnapshotChoice.NEWEST, wrong, other, VaultProgress.SILENT))
        .isInstanceOf(NoVaultException.class)
        .hasMessage("the snapshot has no 'four' and no 'five'");
    assertThat(other).doesNotExist();
  }
}
