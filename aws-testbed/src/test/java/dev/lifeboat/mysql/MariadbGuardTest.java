package dev.lifeboat.mysql;

import dev.lifeboat.awstestbed.MysqlServer;
import dev.lifeboat.awstestbed.TestBed;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;

@Order(3)
@ExtendWith(TestBed.InTests.class)
final class MariadbGuardTest extends MysqlGuardContract {
  MariadbGuardTest(TestBed bed) {
    super(bed, MysqlServer.Product.MARIADB);
  }
}
