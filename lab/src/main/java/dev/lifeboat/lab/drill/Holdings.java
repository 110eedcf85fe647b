package dev.lifeboat.lab.drill;

import dev.lifeboat.canary.CanaryRows;
import dev.lifeboat.canary.PostgresRows;
import dev.lifeboat.lab.bucket.ObjectSurvey;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.postgres.Endpoint;
import java.io.IOException;
import java.util.TreeSet;
import java.util.function.Function;

/// Numbers of a canary that stores hold.
record Holdings(Canary canary, Workload workload) {
  /// @param login of a database, as the services log in: the plan's queries mean what they mean to
  ///   them
  StoredNumbers rows(Function<String, Endpoint> login, String client) {
    var rows = canary.rows(workload);
    if (rows.isEmpty()) {
      return new StoredNumbers.NoStore();
    }
    return new CanaryRows(rows.get())
        .held(new PostgresRows(login.apply(rows.get().database())), client);
  }

  /// @param where in words, for what cannot be read
  StoredNumbers objects(Function<String, ObjectSurvey> bucket, String where, String client)
      throws InterruptedException {
    var objects = canary.objects(workload);
    if (objects.isEmpty()) {
      return new StoredNumbers.NoStore();
    }
    try {
      var survey = bucket.apply(objects.get().bucket());
      var numbers = new TreeSet<Long>();
      for (var key : survey.keys(objects.get().prefixOf(client))) {
        numbers.add(Canary.Objects.number(key));
      }
      return new StoredNumbers.Numbers(numbers);
    } catch (IOException | NumberFormatException unread) {
      return new StoredNumbers.Unread(
          "%s in %s: %s".formatted(objects.get().bucket(), where, unread.getMessage()));
    }
  }
}
