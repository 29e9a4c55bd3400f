package io.github.versionedschema.applications.libraries.release2;

import org.springframework.data.repository.CrudRepository;

/** Repository of Spring Data JDBC. */
public interface CustomerAggregates extends CrudRepository<CustomerAggregate, Long> {

}
