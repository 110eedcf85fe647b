package dev.lifeboat.aws.check;

import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.plan.Database.Engine;
import dev.lifeboat.problem.Code;

/// Looks whether the writer is of the make that the plan says: by it a guard knows how to ask.
record EngineLook(Engine planned, RdsSite here) {
  private static final String POSTGRES = "postgres";

  void look(Look look) throws InterruptedException {
    var name = planned == Engine.POSTGRESQL ? POSTGRES : planned.word();
    // A region that is lost cannot be asked, and that is no reason not to leave it.
    InstanceLook.find(look.unheard(), here)
        .filter(writer -> !writer.engine().equals(name))
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
  }
}
