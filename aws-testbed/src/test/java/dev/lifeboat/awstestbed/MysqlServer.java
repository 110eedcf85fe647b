package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.postgres.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import org.mariadb.jdbc.Driver;

/// A real server of MySQL or MariaDB, whose files are the test's.
public final class MysqlServer {
  static final String ADMIN = "admin";
  public static final String PASSWORD = "open-sesame";
  private static final long LIMIT_MILLIS = Duration.ofSeconds(20).toMillis();

  private final Product product;
  private final Path home;
  private final Path folder;
  private final int id;
  private final List<String> options;
  private int port;
  private Process process;

  /// Which of the two.
  public enum Product {
    MARIADB(
        "lifeboat.mariadb",
        List.of(
            "scripts/mariadb-install-db",
            "--auth-root-authentication-method=normal",
            "--skip-test-db"),
        "bin/mariadbd",
        "--event-scheduler=OFF") {
      /// RDS gives no right to end sessions, but a procedure that does.
      @Override
      List<String> rights(String guard) {
        return List.of(
            "CREATE PROCEDURE mysql.rds_kill(IN session BIGINT) KILL session",
            "GRANT EXECUTE ON PROCEDURE mysql.rds_kill TO " + guard,
            "GRANT SELECT ON mysql.global_priv TO " + guard,
            "GRANT REPLICA MONITOR ON *.* TO " + guard);
      }

      @Override
      String transport() {
        return "MASTER_SSL = 0, MASTER_USE_GTID = no";
      }
    },
    MYSQL(
        "lifeboat.mysql",
        List.of("bin/mysqld", "--initialize-insecure"),
        "bin/mysqld",
        "--mysqlx=OFF") {
      @Override
      List<String> rights(String guard) {
        return List.of(
            "GRANT CONNECTION_ADMIN ON *.* TO " + guard, "GRANT SELECT ON mysql.user TO " + guard);
      }

      @Override
      String transport() {
        return "MASTER_SSL = 1";
      }
    };

    private final String property;
    private final List<String> install;
    private final String program;
    private final String option;

    Product(String property, List<String> install, String program, String option) {
      this.property = property;
      this.install = install;
      this.program = program;
      this.option = option;
    }

    /// Makes the files of an empty server.
    private List<String> install(Path home, Path data) {
      var command = new ArrayList<>(List.of(home.resolve(install.getFirst()).toString()));
      command.addAll(homes(home, data));
      command.addAll(install.subList(1, install.size()));
      return command;
    }

    /// What both programs are told first.
    private static List<String> homes(Path home, Path data) {
      return List.of(
          "--no-defaults",
          "--basedir=" + home,
          "--datadir=" + data,
          "--user=" + System.getProperty("user.name"));
    }

    /// What a guard's login may be given to end sessions and to ask for the state of replication.
    abstract List<String> rights(String guard);

    /// How a replica gets to its writer.
    abstract String transport();

    private Path home() throws IOException {
      var home = Path.of(System.getProperty(property)).toAbsolutePath().normalize();
      for (var folder : List.of("bin", "scripts")) {
        if (Files.isDirectory(home.resolve(folder))) {
          try (var files = Files.list(home.resolve(folder))) {
            for (var file : files.toList()) {
              Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
          }
        }
      }
      return home;
    }
  }

  /// Begins one that is empty, and waits until it answers.
  ///
  /// @param folder of its own
  /// @param id another one in each that replicates
  MysqlServer(Product product, Path folder, int id) throws Exception {
    this(product, folder, id, Site.freePort(), List.of());
  }

  /// As above, at a port that is known, with options that come last and so are heeded.
  MysqlServer(Product product, Path folder, int id, int port, List<String> options)
      throws Exception {
    this.product = product;
    this.home = product.home();
    this.folder = folder;
    this.id = id;
    this.port = port;
    this.options = List.copyOf(options);
    Files.createDirectories(folder);
    assertThat(
            start(product.install(home, folder.resolve("data")), folder.resolve("install.txt"))
                .waitFor())
        .as("%s", folder)
        .isZero();
    Files.writeString(
        folder.resolve("init.sql"),
        """
        CREATE USER IF NOT EXISTS %s@'%%' IDENTIFIED BY '%s';
        GRANT ALL ON *.* TO %s@'%%' WITH GRANT OPTION;
        """
            .formatted(ADMIN, PASSWORD, ADMIN));
    this.process = start();
    awaitAnswer();
  }

  private Process start() throws IOException {
    var command = new ArrayList<>(List.of(home.resolve(product.program).toString()));
    command.addAll(Product.homes(home, folder.resolve("data")));
    command.addAll(
        List.of(
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--socket=" + folder.resolve("s"),
            "--pid-file=" + folder.resolve("pid"),
            "--server-id=" + id,
            "--log-bin=mysql-bin",
            "--binlog-format=ROW",
            "--relay-log=relay",
            "--skip-name-resolve",
            "--default-time-zone=+05:00",
            "--innodb-buffer-pool-size=64M",
            "--init-file=" + folder.resolve("init.sql")));
    command.add(product.option);
    command.addAll(options);
    return start(command, log());
  }

  private Path log() {
    return folder.resolve("log.txt");
  }

  /// Once more with what it has, at another port.
  void restart(int otherPort) throws Exception {
    kill();
    this.port = otherPort;
    this.process = start();
    awaitAnswer();
  }

  private static Process start(List<String> command, Path log) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private void awaitAnswer() throws Exception {
    while (true) {
      try (var _ = admin()) {
        return;
      } catch (SQLException _) {
        assertThat(process.isAlive()).as("%s", Files.readString(log())).isTrue();
        LookPause.pass();
      }
    }
  }

  public int port() {
    return port;
  }

  Connection admin() throws SQLException {
    return login(ADMIN);
  }

  /// All have the same password.
  public Connection login(String user) throws SQLException {
    var properties = new Properties();
    properties.putAll(
        Map.of(
            "user",
            user,
            "password",
            PASSWORD,
            "sslMode",
            "trust",
            "connectTimeout",
            Long.toString(LIMIT_MILLIS),
            "socketTimeout",
            Long.toString(LIMIT_MILLIS)));
    return new Driver().connect("jdbc:mariadb://127.0.0.1:%d/".formatted(port), properties);
  }

  /// As an administrator.
  public void execute(String... statements) throws SQLException {
    try (var admin = admin();
        var statement = admin.createStatement()) {
      for (var each : statements) {
        var _ = statement.execute(each.replace("$PASSWORD", "'" + PASSWORD + "'"));
      }
    }
  }

  /// The end of a binary log.
  record End(String file, long position) {}

  End end() throws SQLException {
    try (var admin = admin();
        var statement = admin.createStatement();
        var rows = statement.executeQuery("SHOW MASTER STATUS")) {
      assertThat(rows.next()).isTrue();
      return new End(rows.getString("File"), rows.getLong("Position"));
    }
  }

  /// The first column, as numbers.
  public SortedSet<Long> numbers(String query) throws SQLException {
    try (var admin = admin();
        var statement = admin.createStatement();
        var rows = statement.executeQuery(query)) {
      var numbers = new TreeSet<Long>();
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
      return numbers;
    }
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
