package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.plan.Database.Engine;
import dev.lifeboat.problem.Code;
import java.util.List;

/// Looks whether the writer is of the make that the plan says: by it a guard knows how to ask.
record EngineLook(AwsClients clients, String database, Engine planned, RdsSite here) {
  private static final String POSTGRES = "postgres";

  List<AwsFinding> findings() throws InterruptedException {
    var look = new Look(database, here.awsRegion());
    // A region that is lost cannot be asked, and that is no reason not to leave it.
    InstanceLook.find(new Look(database, here.awsRegion()), clients, here)
        .filter(writer -> !writer.engine().equals(nameInRds()))
        .ifPresent(writer ->
            look.obstacle(
                Code.LB7009,
                "%s in %s runs %s, the plan says %s"
                    .formatted(
                        writer.dbInstanceIdentifier(),
                        here.awsRegion(),
                        writer.engine(),
                        planned.word()),
                "a guard would ask it in another server's words, and fence nothing",
                "write its make as the database's 'engine' in the plan"));
    return look.findings();
  }

  private String nameInRds() {
    return planned == Engine.POSTGRESQL ? POSTGRES : planned.word();
  }
}
