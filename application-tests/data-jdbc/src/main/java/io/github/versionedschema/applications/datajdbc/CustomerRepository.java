package io.github.versionedschema.applications.datajdbc;

import org.springframework.data.repository.ListCrudRepository;

/**
 * Repository of customers.
 */
interface CustomerRepository extends ListCrudRepository<Customer, Integer> {

}
