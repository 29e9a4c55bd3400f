package io.github.versionedschema.applications.datajdbc;

import org.springframework.data.repository.ListCrudRepository;

/**
 * The customers.
 */
interface CustomerRepository extends ListCrudRepository<Customer, Integer> {

}
