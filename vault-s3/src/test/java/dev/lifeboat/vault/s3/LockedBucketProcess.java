package dev.lifeboat.vault.s3;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.lab.lockedbucket.BucketLogin;
import dev.lifeboat.lab.lockedbucket.BucketLogin.Right;
import dev.lifeboat.lab.lockedbucket.LockedBucketConfig;
import dev.lifeboat.lab.lockedbucket.LockedBucketMain;
import dev.lifeboat.wire.JavaCommand;
import dev.lifeboat.wire.ProgramJson;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/// A locked bucket in a process of its own.
record LockedBucketProcess(Process process, int port, Path state) implements AutoCloseable {
  static final BucketLogin WRITER =
      new BucketLogin("east-writer", Right.WRITER, "writer", "writers-secret");
  static final BucketLogin KEEPER =
      new BucketLogin("east-keeper", Right.KEEPER, "keeper", "keepers-secret");

  private static final long LONGEST = 100 * 86_400L;

  static LockedBucketProcess start(Path folder, long retainSeconds) throws IOException {
    var state = folder.resolve("locked-" + retainSeconds);
    var config =
        new LockedBucketConfig(
            new HostPort("127.0.0.1", 0),
            "vaults",
            retainSeconds,
            LONGEST,
            List.of(WRITER, KEEPER),
            state);
    var file = Files.write(folder.resolve("locked.json"), ProgramJson.write(config));
    var command = JavaCommand.ofThisProcess();
    var line = new ArrayList<>(command.line(LockedBucketMain.class, file.toString()));
    // Four bodies of 32 MiB, each as it came and as it was signed.
    line.add(line.indexOf("-cp"), "-Xmx512m");
    var process =
        new ProcessBuilder(line).redirectError(folder.resolve("locked.log").toFile()).start();
    var ready = process.inputReader(StandardCharsets.UTF_8).readLine();
    if (ready == null) {
      throw new IOException(Files.readString(folder.resolve("locked.log")));
    }
    return new LockedBucketProcess(process, Integer.parseInt(ready.split(" ")[1]), state);
  }

  S3Place place(String prefix) {
    return S3Place.of(
        "s3://vaults/" + prefix,
        Optional.of(URI.create("http://127.0.0.1:" + port)),
        Optional.of("eu-central-1"));
  }

  S3Client client(BucketLogin login) {
    return S3Client.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .region(software.amazon.awssdk.regions.Region.EU_CENTRAL_1)
        .endpointOverride(URI.create("http://127.0.0.1:" + port))
        .forcePathStyle(true)
        .requestChecksumCalculation(
            software.amazon.awssdk.core.checksums.RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(
            software.amazon.awssdk.core.checksums.ResponseChecksumValidation.WHEN_REQUIRED)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(login.key(), login.secret())))
        .build();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
