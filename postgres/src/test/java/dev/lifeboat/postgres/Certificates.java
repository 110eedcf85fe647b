package dev.lifeboat.postgres;

import dev.lifeboat.files.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A server's certificate for `localhost` and a root that it comes from, and another root. Made
/// anew each time, by the JDK that runs the tests.
public final class Certificates {
  private static final String PASSWORD = "for this test alone";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final KeyStore store;

  /// @param folder theirs alone
  public Certificates(Path folder) throws Exception {
    this.folder = folder;
    var file = folder.resolve("store.p12");
    make(file, "root", "-ext", "bc:c");
    make(file, "other", "-ext", "bc:c");
    make(file, "server", "-signer", "root", "-ext", "san=dns:localhost");
    store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
  }

  private static void make(Path store, String alias, String... more)
      throws IOException, InterruptedException {
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var line = new ArrayList<>(List.of(keytool, "-genkeypair", "-alias", alias));
    line.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    line.addAll(List.of("-keyalg", "EC", "-dname", "CN=" + alias, "-validity", "2"));
    line.addAll(List.of(more));
    var made = Command.run(line, store.getParent(), PATIENCE);
    if (made.exitCode() != 0) {
      throw new IOException(made.output());
    }
  }

  /// Whose certificates are trusted, as a login is told.
  public Path root() throws Exception {
    return written("root", store.getCertificate("root"));
  }

  Path otherRoot() throws Exception {
    return written("other", store.getCertificate("other"));
  }

  /// Lets the server of the folder `data` encrypt once it is asked to.
  public void give(Path data) throws Exception {
    var key = store.getKey("server", PASSWORD.toCharArray()).getEncoded();
    give(data, "server.crt", pem("CERTIFICATE", store.getCertificate("server").getEncoded()));
    give(data, "server.key", pem("PRIVATE KEY", key));
  }

  private static void give(Path data, String name, String text) throws IOException {
    DurableFile.write(data.resolve(name), text.getBytes(StandardCharsets.US_ASCII), data);
  }

  /// For a server of the test's own.
  SSLContext server() throws Exception {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private Path written(String name, Certificate certificate) throws Exception {
    return Files.writeString(
        folder.resolve(name + ".pem"), pem("CERTIFICATE", certificate.getEncoded()));
  }

  private static String pem(String what, byte[] bytes) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(what, Base64.getMimeEncoder().encodeToString(bytes), what);
  }
}
