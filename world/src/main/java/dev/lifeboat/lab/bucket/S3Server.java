package dev.lifeboat.lab.bucket;

import dev.lifeboat.lab.admin.HostPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// How one region's S3 server is run: Adobe S3Mock's executable jar, in a process of its own.
///
/// It takes a settings file: by its options alone its plain HTTP port would stand open on every
/// interface, and each request would read the names of all objects. Object versions, delete markers
/// and the versioning state survive SIGKILL. The caller starts the process, after [#prepare].
///
/// @param root the folder that holds all its objects
/// @param listen where it speaks plain HTTP
/// @param tlsPort a second free port on the same address: the server insists on one, nobody uses
///   it, and it speaks no TLS
public record S3Server(Path root, HostPort listen, int tlsPort) {
  private static final String SETTINGS = "s3-settings.xml";

  public S3Server {
    if (listen.port() == tlsPort) {
      throw new IllegalArgumentException("tlsPort must differ from the port, was " + tlsPort);
    }
  }

  /// Creates the folder, and the settings file and the folder for temporary files beside it. Safe
  /// to repeat.
  public void prepare() throws IOException {
    Files.createDirectories(root);
    Files.createDirectories(temporary());
    try (var in = Objects.requireNonNull(S3Server.class.getResourceAsStream(SETTINGS))) {
      Files.copy(in, settings(), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// The command line.
  public List<String> command(Path java, S3Program program) {
    var line = new ArrayList<String>();
    // A killed server leaves its temporary files; they must go with the lab.
    line.addAll(program.command(java, List.of("-Djava.io.tmpdir=" + temporary())));
    line.addAll(
        List.of(
            "--server.address=" + listen.host(),
            "--http.port=" + listen.port(),
            "--server.port=" + tlsPort,
            "--spring.main.sources=" + settings().toUri(),
            // Of the server's own beans the settings replace one.
            "--spring.main.allow-bean-definition-overriding=true",
            // The settings name what is needed.
            "--spring.boot.enableautoconfiguration=false",
            // Its second port is asked by nobody: no key is read for it.
            "--server.ssl.enabled=false"));
    return List.copyOf(line);
  }

  /// As [#command], after `repair` has ended well, in the same process.
  ///
  /// @param repair the command line that runs [StoreRepair] on the root
  public List<String> commandAfter(List<String> repair, Path java, S3Program program) {
    return List.of("sh", "-c", quoted(repair) + " && exec " + quoted(command(java, program)));
  }

  private static String quoted(List<String> words) {
    return words.stream()
        .map(word -> "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }

  /// The environment variables that the command line cannot carry.
  public Map<String, String> environment() {
    return Map.of(
        "COM_ADOBE_TESTING_S3MOCK_STORE_ROOT",
        root.toString(),
        "COM_ADOBE_TESTING_S3MOCK_STORE_RETAIN_FILES_ON_EXIT",
        "true");
  }

  private Path temporary() {
    return root.resolveSibling(root.getFileName() + "-tmp");
  }

  private Path settings() {
    return root.resolveSibling(root.getFileName() + "-settings.xml");
  }
}
