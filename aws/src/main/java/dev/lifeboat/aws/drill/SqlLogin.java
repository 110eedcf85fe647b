package dev.lifeboat.aws.drill;

import dev.lifeboat.aws.rds.Reachable;
import dev.lifeboat.canary.PostgresRows;
import dev.lifeboat.canary.RowStore;
import dev.lifeboat.postgres.Credential;
import dev.lifeboat.postgres.Encryption;
import dev.lifeboat.postgres.Endpoint;

/// How a drill logs in to PostgreSQL to look at what a workload wrote: as its services do, into
/// their database.
public record SqlLogin(String database, Credential login, Encryption encryption)
    implements RowLogin {
  Endpoint at(Reachable.Instance instance) {
    return new Endpoint(instance.host(), instance.port(), database, login, encryption);
  }

  @Override
  public RowStore rows(Reachable.Instance instance) {
    return new PostgresRows(at(instance));
  }
}
