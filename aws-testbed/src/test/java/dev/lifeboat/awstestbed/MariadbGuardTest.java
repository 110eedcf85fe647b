package dev.lifeboat.awstestbed;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestBed.InTests.class)
final class MariadbGuardTest extends MysqlGuardContract {
  MariadbGuardTest(TestBed bed) {
    super(bed, MysqlServer.Product.MARIADB);
  }
}
