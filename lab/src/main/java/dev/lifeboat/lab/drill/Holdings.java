package dev.lifeboat.lab.drill;

import dev.lifeboat.lab.bucket.ObjectSurvey;
import dev.lifeboat.measure.Held;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Session;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.TreeSet;
import java.util.function.Function;

/// Which of a canary's numbers stores hold.
record Holdings(Canary canary) {
  private static final Duration SQL = Duration.ofSeconds(10);

  /// @param login of a database, as the services log in: the plan's queries mean what they mean to
  ///   them
  Held rows(Function<String, Endpoint> login, String client) {
    var rows = canary.rows();
    if (rows.isEmpty()) {
      return new Held.NoStore();
    }
    var endpoint = login.apply(rows.get().database());
    try (var session = Session.open(endpoint, SQL)) {
      var numbers = new TreeSet<Long>();
      for (long number : session.queryNumbers(rows.get().queryOf(client))) {
        numbers.add(number);
      }
      return new Held.Numbers(numbers);
    } catch (SQLException unread) {
      return new Held.Unread("%s: %s".formatted(endpoint, unread.getMessage()));
    }
  }

  /// @param where in words, for what cannot be read
  Held objects(Function<String, ObjectSurvey> bucket, String where, String client)
      throws InterruptedException {
    var objects = canary.objects();
    if (objects.isEmpty()) {
      return new Held.NoStore();
    }
    try (var survey = bucket.apply(objects.get().bucket())) {
      var numbers = new TreeSet<Long>();
      for (var key : survey.keys(objects.get().prefixOf(client))) {
        numbers.add(Canary.Objects.number(key));
      }
      return new Held.Numbers(numbers);
    } catch (IOException | NumberFormatException unread) {
      return new Held.Unread(
          "%s in %s: %s".formatted(objects.get().bucket(), where, unread.getMessage()));
    }
  }
}
