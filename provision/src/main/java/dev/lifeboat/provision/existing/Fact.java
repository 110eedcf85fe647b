package dev.lifeboat.provision.existing;

/// Questions that a plan has of what exists. Those of a resource may be answered of several.
enum Fact {
  PRIMARY_REGION(FactShape.REGION),
  RECOVERY_REGION(FactShape.REGION),
  ARBITER_REGION(FactShape.REGION),
  ACCOUNT(FactShape.ACCOUNT),
  EMAIL(FactShape.EMAIL),
  RTO(FactShape.SPAN),
  RPO(FactShape.LOSS),
  CANARY(FactShape.TRUTH),
  ENGINE(FactShape.ENGINE),
  PRIMARY_DATABASE(FactShape.IDENTIFIER),
  RECOVERY_DATABASE(FactShape.IDENTIFIER),
  LOGIN(FactShape.NAME),
  SHARED_KEY(FactShape.TRUTH),
  PRIMARY_BUCKET(FactShape.BUCKET),
  RECOVERY_BUCKET(FactShape.BUCKET),
  DELETES(FactShape.TRUTH),
  REPLICATION_ROLE(FactShape.ARN),
  PRIMARY_CLUSTER(FactShape.NAME),
  RECOVERY_CLUSTER(FactShape.NAME),
  PRIMARY_SERVICE(FactShape.NAME),
  RECOVERY_SERVICE(FactShape.NAME),
  PRIMARY_GROUP(FactShape.NAME),
  RECOVERY_GROUP(FactShape.NAME),
  PRIMARY_TARGETS(FactShape.ARN),
  RECOVERY_TARGETS(FactShape.ARN),
  SERVING(FactShape.SOME),
  STANDBY(FactShape.COUNT),
  READY(FactShape.PATH),
  USERS_NAME(FactShape.HOST),
  ZONE(FactShape.ZONE);

  private final FactShape shape;

  Fact(FactShape shape) {
    this.shape = shape;
  }

  FactShape shape() {
    return shape;
  }
}
