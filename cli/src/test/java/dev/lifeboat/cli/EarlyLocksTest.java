package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.lab.lockedbucket.BucketLogin;
import dev.lifeboat.lab.lockedbucket.LockedBucketConfig;
import dev.lifeboat.lab.lockedbucket.LockedBucketMain;
import dev.lifeboat.wire.JavaCommand;
import dev.lifeboat.wire.ProgramJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Goal: a person learns by `vault check` of locks that end before a snapshot does, and which right
/// a login lacks that cannot lengthen them.
///
/// Method: the commands, which have a writer's login of the lab's bucket, by the usual variables in
/// a process of its own the one that makes the snapshot; between two starts of the bucket each of
/// its notes is made older, as if time had passed.
@Timeout(300)
final class EarlyLocksTest {
  private static final BucketLogin WRITER =
      new BucketLogin("east-writer", BucketLogin.Right.WRITER, "writer", "writers-secret");
  private static final long MONTH = 30 * 86_400L;
  private static final Pattern TIME = Pattern.compile("\"(put|until)\"\\s*:\\s*\"([^\"]+)\"");
  private static final String REGION = "eu-central-1";
  private static final String ID = "aws.accessKeyId";
  private static final String KEY = "aws.secretAccessKey";
  private static final String VAULT = "s3://vaults/shop";

  @TempDir private Path folder;

  /// The bucket's process.
  private record Bucket(Process process, String address) implements AutoCloseable {
    @Override
    public void close() {
      process.destroyForcibly().onExit().join();
    }
  }

  private Bucket start(long longest) throws IOException {
    var config =
        new LockedBucketConfig(
            new HostPort("127.0.0.1", 0), "vaults", MONTH, longest, List.of(WRITER), stored());
    var file = Files.write(folder.resolve("store.json"), ProgramJson.write(config));
    var command = JavaCommand.ofThisProcess();
    var process =
        new ProcessBuilder(command.line(LockedBucketMain.class, file.toString()))
            .redirectError(folder.resolve("store.log").toFile())
            .start();
    var ready = process.inputReader(StandardCharsets.UTF_8).readLine();
    return new Bucket(process, "http://127.0.0.1:" + ready.split(" ")[1]);
  }

  private Path stored() {
    return folder.resolve("store");
  }

  @BeforeEach
  void logIn() {
    System.setProperty(ID, WRITER.key());
    System.setProperty(KEY, WRITER.secret());
  }

  @AfterEach
  void logOut() {
    System.clearProperty(ID);
    System.clearProperty(KEY);
  }

  private List<String> words(String command, String... more) {
    var words = new ArrayList<>(List.of("vault", command, VAULT));
    words.addAll(List.of(more));
    words.addAll(List.of("--key-file", folder.resolve("key").toString()));
    return words;
  }

  private Invocation vault(Bucket bucket, String command, String... more) {
    var words = words(command, more);
    words.addAll(List.of("--endpoint", bucket.address(), "--region", REGION));
    return Invocation.of(words.toArray());
  }

  private Invocation ofProcess(Bucket bucket, String command, String... more) throws Exception {
    var words = words(command, more);
    var line = JavaCommand.ofThisProcess().line(Main.class, words.toArray(String[]::new));
    var errors = folder.resolve("errors.log");
    var builder = new ProcessBuilder(line).redirectError(errors.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ACCESS_KEY_ID",
                WRITER.key(),
                "AWS_SECRET_ACCESS_KEY",
                WRITER.secret(),
                "AWS_ENDPOINT_URL_S3",
                bucket.address(),
                "AWS_REGION",
                REGION));
    var process = builder.start();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Invocation(process.waitFor(), out, Files.readString(errors));
  }

  private String backUp(Bucket bucket) throws Exception {
    var source = Files.createDirectory(folder.resolve("source"));
    Files.writeString(source.resolve("file"), "kept");
    assertThat(vault(bucket, "init").exitCode()).isZero();
    var told = ofProcess(bucket, "backup", source.toString(), "--json");
    assertThat(told.exitCode()).as(told.toString()).isZero();
    return JsonMapper.shared().readTree(told.out()).path("snapshot").path("id").asString();
  }

  private void pass(Duration time) throws IOException {
    try (var notes = Files.list(stored().resolve("objects"))) {
      for (var note : notes.filter(it -> it.toString().endsWith(".json")).toList()) {
        var older =
            TIME.matcher(Files.readString(note))
                .replaceAll(it ->
                    "\"%s\":\"%s\"".formatted(it.group(1), Instant.parse(it.group(2)).minus(time)));
        Files.writeString(note, older);
      }
    }
  }

  @Test
  void a_check_lists_early_locks_and_its_repair_lengthens_them() throws Exception {
    String held;
    try (var bucket = start(3 * MONTH)) {
      held = backUp(bucket);
      var hold = vault(bucket, "hold", held, "--reason", "case 12");
      assertThat(hold.exitCode()).as(hold.toString()).isZero();
      assertThat(vault(bucket, "check").exitCode()).isZero();
    }
    pass(Duration.ofDays(25));

    try (var bucket = start(3 * MONTH)) {
      var json = vault(bucket, "check", "--json");
      assertThat(json.exitCode()).as(json.toString()).isEqualTo(3);
      var document = JsonMapper.shared().readTree(json.out());
      assertThat(Schemas.mistakes(document)).isEmpty();
      assertThat(document.path("damaged")).isEmpty();
      assertThat(document.path("earlyLocks").valueStream())
          .isNotEmpty()
          .allMatch(it -> it.path("snapshot").asString().equals(held))
          .anyMatch(it -> it.path("path").asString().startsWith("packs/"));
      assertThat(vault(bucket, "check").out())
          .contains("early lock  packs/", "too early: ", "--repair' makes them longer");

      var repaired = vault(bucket, "check", "--repair");
      assertThat(repaired.exitCode()).as(repaired.toString()).isZero();
      assertThat(repaired.out()).contains("repaired  packs/");
      assertThat(vault(bucket, "check").out()).doesNotContain("early lock");
    }
  }

  @Test
  void who_may_not_have_it_stay_so_long_is_told_which_right_is_missing() throws Exception {
    try (var bucket = start(MONTH)) {
      backUp(bucket);
      var refused = vault(bucket, "retain", "--days", "90");
      assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(1);
      assertThat(Stream.of(refused.err()))
          .allSatisfy(it ->
              assertThat(it)
                  .contains("LB9003", "the store does not keep ", "s3:PutObjectRetention"));
    }
  }
}
