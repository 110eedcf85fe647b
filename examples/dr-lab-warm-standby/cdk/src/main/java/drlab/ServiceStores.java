package drlab;

import software.amazon.awscdk.services.ecr.IRepository;

/// Names by which a region's service reads its data, its login and its image.
record ServiceStores(String keyArn, String secretArn, IRepository images) {}
