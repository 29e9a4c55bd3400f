package io.github.versionedschema.sample.customer;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads and writes customers in the database. Its statements are the same in all
 * releases; each release adds statements on columns that migrations change.
 *
 * @param <C> the customer of a release
 */
abstract class CustomerRepository<C extends Customer> {

	protected final JdbcClient jdbc;

	CustomerRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	abstract List<C> findPage(int limit, long offset);

	abstract Optional<C> find(String email);

	/**
	 * Adds a customer.
	 * @throws org.springframework.dao.DuplicateKeyException if the address already exists
	 */
	abstract void insert(C customer);

	/**
	 * Adds a customer, or replaces the customer with this address.
	 */
	abstract void upsert(C customer);

	long count() {
		return this.jdbc.sql("select count(*) from customers").query(Long.class).single();
	}

	/**
	 * Changes only the city, a column that no release has changed.
	 * @return whether the customer exists
	 */
	boolean move(String email, @Nullable String city) {
		return this.jdbc.sql("update customers set city = :city where email = :email")
			.param("city", city)
			.param("email", email)
			.update() == 1;
	}

	/**
	 * Removes a customer without orders.
	 * @return whether the customer existed
	 * @throws org.springframework.dao.DataIntegrityViolationException if the customer has
	 * orders
	 */
	boolean delete(String email) {
		return this.jdbc.sql("delete from customers where email = :email").param("email", email).update() == 1;
	}

}
