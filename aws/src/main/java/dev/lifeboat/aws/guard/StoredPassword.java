package dev.lifeboat.aws.guard;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.guard.LoginPassword;
import dev.lifeboat.problem.ProblemException;
import java.sql.SQLException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Password of a guard's login, in Secrets Manager of the guard's own region. While that does not
/// answer the one that was read last is tried: a database that fails over to another zone must not
/// wait for Secrets Manager. Thread-safe.
public final class StoredPassword implements LoginPassword {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final AwsClients clients;
  private final String awsRegion;
  private final String secret;
  private volatile Optional<String> last = Optional.empty();

  /// @param secret its name in `awsRegion`
  public StoredPassword(AwsClients clients, String awsRegion, String secret) {
    this.clients = clients;
    this.awsRegion = awsRegion;
    this.secret = secret;
  }

  @Override
  public String read() throws SQLException {
    try {
      var read = password(stored());
      last = Optional.of(read);
      return read;
    } catch (ProblemException failed) {
      var before = last;
      if (before.isPresent()) {
        return before.get();
      }
      throw new SQLException(
          "guardSecret %s: %s".formatted(secret, failed.problem().happened()), failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new SQLException("stopped while guardSecret %s was read".formatted(secret), stopped);
    }
  }

  private String stored() throws ProblemException, InterruptedException {
    return Optional.ofNullable(
            clients
                .at(AwsApi.secrets(), awsRegion, "the guard cannot log in anew")
                .make(it -> it.getSecretValue(of -> of.secretId(secret)))
                .secretString())
        .orElse("");
  }

  /// A rotation of RDS writes a JSON object.
  private String password(String text) throws SQLException {
    var password = text.stripLeading().startsWith("{") ? ofObject(text) : text.stripTrailing();
    if (password.isEmpty()) {
      throw new SQLException("guardSecret %s in %s has no password".formatted(secret, awsRegion));
    }
    return password;
  }

  private static String ofObject(String text) {
    try {
      return JSON.readTree(text).path("password").asString("");
    } catch (JacksonException _) {
      return text; // A password may begin so too.
    }
  }
}
