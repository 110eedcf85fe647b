package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Alone, since one test changes the locale of all.
@Isolated
class IncludedFilesTest {
  private static final String MAIN =
      """
      plan: portfolio
      regions: { east: {}, west: {} }
      include: [teams/*.yaml]
      """;

  @TempDir Path folder;

  @Test
  void a_plan_of_one_file_is_kept_byte_by_byte() throws Exception {
    var text = "# by hand\r\n" + Samples.storefront();
    var file = write("lifeboat.yaml", text);

    var whole = Samples.READER.whole(file);

    assertThat(whole.text()).isEqualTo(text);
    assertThat(whole.result()).isEqualTo(Samples.READER.read(file.toString(), text));
  }

  /// The plan of a run is one file, so what no file may hold is refused before a run begins.
  @Test
  void more_than_one_file_may_hold_is_refused_of_several_too() throws Exception {
    var main = write("lifeboat.yaml", MAIN);
    for (var part : List.of("a", "b", "c")) {
      var text = new StringBuilder("vaults:\n");
      for (int i = 0; i < 66_700; i++) {
        text.append("  ").append(part).append(i).append(": {url: x}\n");
      }
      write("teams/" + part + ".yaml", text.toString());
    }

    assertThat(Samples.READER.whole(main).result())
        .isInstanceOfSatisfying(
            PlanResult.Invalid.class,
            it -> assertThat(it.mistakes().toString()).contains("more than 200000 keys"));
  }

  @Test
  void files_beside_it_are_one_plan_with_it() throws Exception {
    var main = write("lifeboat.yaml", MAIN + "people: { declareAbove: 10m }\n");
    write(
        "teams/b.yaml",
        workloads("pay", "dependsOn: [shop]")
            + "people: { contacts: { ada: { role: lead, reach: [ada@example.com] } } }\n"
            + "assess: { accepted: [ { code: LB8014, because: internal, until: 2027-01-31 } ] }\n");
    write(
        "teams/a.yaml",
        workloads("shop", "dependsOn: []")
            + "people: { contacts: { bob: { role: deputy, reach: [bob@example.com] } } }\n"
            + "assess: { accepted: [ { code: LB8012, because: new, until: 2027-01-31 } ] }\n");

    var whole = Samples.READER.whole(main);
    var plan = whole.result().orThrow();

    assertThat(plan.workloads().keySet()).containsExactly("pay", "shop");
    assertThat(plan.workload("pay").dependsOn()).containsExactly("shop");
    assertThat(plan.people().contacts().keySet()).containsExactly("bob", "ada");
    assertThat(plan.people().declareAbove()).hasMinutes(10);
    assertThat(plan.assess().accepted())
        .extracting(it -> it.code().name())
        .containsExactly("LB8012", "LB8014");
    assertThat(Samples.READER.read("plan.yaml", whole.text()).orThrow()).isEqualTo(plan);
  }

  @Test
  void names_of_files_and_locale_change_no_byte_but_the_order_of_contacts_and_lists()
      throws Exception {
    var main = write("lifeboat.yaml", MAIN);
    write("teams/a.yaml", workloads("shop", "owner: i") + mappings("shop", 2));
    write("teams/b.yaml", workloads("pay", "owner: ı") + mappings("pay", 1));
    var one = Samples.READER.whole(main);
    assertThat(one.result().orThrow().vaults()).hasSize(2);
    Files.move(folder.resolve("teams/a.yaml"), folder.resolve("teams/z.yaml"));
    var before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));

      assertThat(Samples.READER.whole(main)).isEqualTo(one);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String mappings(String name, int number) {
    return """
    vaults: { v%2$d: { url: /backup/%2$d } }
    people: { clients: { c%2$d: { tier: basic } } }
    assess: { residency: { %1$s: [DE] }, changes: { %1$s: %2$dkB/s } }
    """
        .formatted(name, number);
  }

  @Test
  void each_mistake_names_its_own_file_line_and_column() throws Exception {
    var main = write("lifeboat.yaml", MAIN + "lag: 5\n");
    write("teams/a.yaml", "# one\n" + workloads("shop", "dependsOn: [pai]"));
    write("teams/b.yaml", workloads("pay", "colour: red"));
    write("teams/c.yaml", workloads("shop", "owner: x").replace("orders-", "other-"));

    assertThat(told(main))
        .isEqualTo(
            """
            lifeboat.yaml:4:1: lag is not a known key; did you mean 'lab'? allowed here: KEYS
            teams/a.yaml:5:17: workloads.shop.dependsOn[0] is 'pai', which is no workload of this plan; did you mean 'pay'? there are: pay
            teams/b.yaml:4:5: workloads.pay.colour is not a known key; allowed here: KEYS
            teams/c.yaml:2:3: workloads.shop is given twice, first in line 3 of FOLDER/teams/a.yaml; keep one of them
            """);
  }

  @Test
  void a_file_that_is_no_part_of_a_plan_is_told_where_it_is_wrong() throws Exception {
    var main = write("lifeboat.yaml", MAIN);
    write("teams/a.yaml", "workloads: [\n");
    write("teams/b.yaml", "- x\n");
    write("teams/c.yaml", "plan: other\nworkloads: {}\ninclude: [x]\n");
    write("teams/d.yaml", "");

    assertThat(told(main))
        .isEqualTo(
            """
            teams/a.yaml:2:1: a value is missing here; look for a missing quote, bracket or blank after ':', or keys not indented alike
            teams/b.yaml:1:1: the file is a list; write a mapping with the keys workloads, vaults, people, assess
            teams/c.yaml:1:1: plan is no key of an included file; allowed here: workloads, vaults, people, assess; write it in FOLDER/lifeboat.yaml
            teams/c.yaml:3:1: include is no key of an included file; allowed here: workloads, vaults, people, assess; write it in FOLDER/lifeboat.yaml
            teams/d.yaml:1:1: the file is empty; begin it with 'plan: NAME'
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "../other.yaml",
    "/etc/passwd",
    "teams/../../x.yaml",
    "./a.yaml",
    "teams//a.yaml",
    "'teams/[a-z].yaml'",
    "'C:\\plan.yaml'"
  })
  void nothing_outside_the_folder_can_be_named(String pattern) throws Exception {
    var main = write("lifeboat.yaml", MAIN.replace("[teams/*.yaml]", "['" + pattern + "']"));

    assertThat(told(main))
        .contains("lifeboat.yaml:3:11: include[0] is '")
        .contains("write a list of files below the plan's folder");
  }

  @Test
  void a_link_out_of_the_folder_is_told_as_a_mistake() throws Exception {
    var main = write("lifeboat.yaml", MAIN);
    Files.createDirectories(folder.resolve("teams"));
    var secret = Files.createTempFile("secret", ".yaml");
    Files.createSymbolicLink(folder.resolve("teams/a.yaml"), secret);

    assertThat(told(main))
        .contains("include[0] cannot be looked for: teams/a.yaml leads out of the plan's folder");
    Files.delete(secret);
  }

  @Test
  void links_in_a_circle_are_told_as_a_mistake() throws Exception {
    var main = write("lifeboat.yaml", MAIN.replace("teams/*.yaml", "'**/*.yaml'"));
    Files.createDirectories(folder.resolve("teams"));
    Files.createSymbolicLink(folder.resolve("teams/all"), folder.resolve("teams"));

    assertThat(told(main)).contains("include[0] cannot be looked for: links lead in a circle");
  }

  /// As another machine wrote it; the shell makes it, since Java cannot.
  @Test
  void a_file_with_a_name_that_is_no_utf_8_is_told_as_a_mistake() throws Exception {
    var main = write("lifeboat.yaml", MAIN);
    var teams = Files.createDirectories(folder.resolve("teams"));
    var made =
        new ProcessBuilder("sh", "-c", "touch \"$(printf 'b\\351.yaml')\"")
            .directory(teams.toFile())
            .start();

    assertThat(made.waitFor()).isZero();
    assertThat(told(main))
        .contains("include[0] cannot be looked for: the name teams/b\uFFFD.yaml is no UTF-8");
  }

  @Test
  void what_is_wrong_in_a_file_beside_it_is_checked_again_by_the_plan() throws Exception {
    var main = write("lifeboat.yaml", MAIN);
    write("teams/a.yaml", workloads("shop", "ownr: x"));

    var fix = ((PlanResult.Invalid) Samples.READER.read(main)).problem().action();

    assertThat(fix).isEqualTo("correct the lines above, then 'lifeboat check %s'".formatted(main));
  }

  @Test
  void patterns_find_files_in_folders_that_are_not_hidden() throws Exception {
    var main = write("lifeboat.yaml", MAIN.replace("teams/*.yaml", "'**/*.yaml'"));
    write("shop.yaml", workloads("shop", "owner: x"));
    write("a/b/pay.yaml", workloads("pay", "owner: x"));
    write(".lifeboat/old.yaml", workloads("old", "owner: x"));
    write("a/.hidden.yaml", workloads("hidden", "owner: x"));

    assertThat(Samples.READER.read(main).orThrow().workloads().keySet())
        .containsExactly("pay", "shop");
  }

  /// Goal: what is refused is refused before it is read.
  @Test
  @Timeout(10)
  void more_than_64_mebibytes_in_all_are_refused_unread() throws Exception {
    var main = write("lifeboat.yaml", MAIN);
    for (var name : Set.of("teams/a.yaml", "teams/b.yaml")) {
      write(name, "");
      try (var file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
        file.setLength(50L << 20);
      }
    }

    assertThat(told(main))
        .isEqualTo(
            "lifeboat.yaml:3:10: include names files that hold 100 MiB with this one; keep all"
                + " together below 64 MiB\n");
  }

  @Test
  void a_text_without_its_folder_names_no_files() {
    assertThat(Samples.mistakes("p", MAIN + workloads("shop", "owner: x")))
        .isEqualTo(
            "p:3:1: include names files, and this text was read without its folder; give the path"
                + " of the file\n");
  }

  /// Goal: the text that a run keeps is the plan that was read, whatever is in it.
  @Property(tries = 300)
  void the_whole_text_reads_back_as_the_same_tree(@ForAll long seed) {
    var settings =
        DumpSettings.builder().setSchema(new CoreSchema()).setDereferenceAliases(true).build();
    var text = new Dump(settings).dumpToString(PlanTree.of(new RandomPlan(seed).next()));
    requireSame(text);
  }

  @Property(tries = 300)
  void any_scalar_reads_back_as_it_was(@ForAll String key, @ForAll String value) {
    var said =
        new YamlNode.Mapping(
            List.of(new YamlNode.Entry(scalar("k" + allowed(key)), scalar(allowed(value)))),
            YamlNode.Position.START);
    requireSame(said.yaml());
  }

  /// What a run keeps of a plan of many files must be read again when the run is resumed.
  @ParameterizedTest
  @ValueSource(strings = {"a line\n", " ", "\"\\\u2028", "long"})
  void a_long_text_is_read_again(String part) {
    var text = part.repeat((1 << 19) / part.length());
    var owner = new YamlNode.Entry(scalar("owner"), scalar(text));

    var written = WholeYaml.of(new YamlNode.Mapping(List.of(owner), YamlNode.Position.START));
    var again = (YamlNode.Mapping) PlanReader.tree(written.getBytes(StandardCharsets.UTF_8));

    var read = (YamlNode.Scalar) again.first("owner").orElseThrow();
    assertThat(read.text().equals(text)).as("%s, again", part).isTrue();
  }

  private static YamlNode.Scalar scalar(String text) {
    return new YamlNode.Scalar(text, YamlNode.Kind.TEXT, YamlNode.Position.START);
  }

  /// What a file can hold.
  private static String allowed(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var mistakes = new Mistakes("p");
    return PlanText.of(bytes, mistakes)
        .map(PlanText::whole)
        .filter(it -> it.length() < 500)
        .orElse("x");
  }

  private static void requireSame(String text) {
    var tree = (YamlNode.Mapping) PlanReader.tree(text.getBytes(StandardCharsets.UTF_8));
    var written = WholeYaml.of(tree);
    var again = PlanReader.tree(written.getBytes(StandardCharsets.UTF_8));

    assertThat(StrategyEdit.rest(again, Set.of()))
        .as(written)
        .isEqualTo(StrategyEdit.rest(tree, Set.of()));
  }

  private Path write(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static String workloads(String name, String keys) {
    return """
    workloads:
      %s:
        tier: basic
        %s
        resources: { orders-%s: { type: database } }
    """
        .formatted(name, keys, name);
  }

  /// The mistakes, without the folder in front and without the keys that are allowed.
  private String told(Path main) throws Exception {
    var told = new StringBuilder();
    if (Samples.READER.read(main) instanceof PlanResult.Invalid(_, var mistakes, _)) {
      mistakes.forEach(it ->
          told.append(
              it.toString()
                      .replaceFirst("^\\Q" + folder + "\\E/", "")
                      .replace(folder.toString(), "FOLDER")
                      .replaceFirst("(allowed here): (plan|owner),.*", "$1: KEYS")
                  + "\n"));
    }
    return told.toString();
  }
}
