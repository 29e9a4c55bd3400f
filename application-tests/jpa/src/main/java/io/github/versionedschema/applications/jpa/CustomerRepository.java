package io.github.versionedschema.applications.jpa;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Repository of customers.
 */
interface CustomerRepository extends JpaRepository<Customer, Integer> {

}
