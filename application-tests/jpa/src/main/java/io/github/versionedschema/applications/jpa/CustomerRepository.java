package io.github.versionedschema.applications.jpa;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The customers.
 */
interface CustomerRepository extends JpaRepository<Customer, Integer> {

}
