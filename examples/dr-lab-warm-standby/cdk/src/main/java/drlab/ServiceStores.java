package drlab;

import software.amazon.awscdk.services.ecr.IRepository;

/// What a region's service reads its data, its login and its image by.
record ServiceStores(String keyArn, String secretArn, IRepository images) {}
