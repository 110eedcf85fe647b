package dev.lifeboat.aws.rds;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;

/// Tells whether a security group lets anybody in.
public interface SecurityGroups {

  /// Where nobody can look: functions do not have the client of EC2, which is larger than they may
  /// be.
  SecurityGroups UNSEEN =
      (awsRegion, group) -> {
        throw ProblemException.lasting(
            Code.LB3001,
            "whether security group %s in %s lets anybody in cannot be seen from here"
                .formatted(group, awsRegion),
            "an instance that is put in it could still be written to; nothing was changed",
            "run 'lifeboat failover' by the command line, or override the fence");
      };

  /// Refuses a group that lets somebody in.
  ///
  /// @throws ProblemException LB2014 when `group` has a rule by which somebody gets in, LB7005 when
  ///   there is no such group
  void requireNoWayIn(String awsRegion, String group) throws ProblemException, InterruptedException;
}
