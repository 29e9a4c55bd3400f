package io.github.versionedschema.sample.customer;

import java.util.List;
import java.util.Optional;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads and writes customers with the columns of release 3.
 */
@Repository
@Profile("release-3")
class Release3CustomerRepository extends CustomerRepository<Release3Customer> {

	Release3CustomerRepository(JdbcClient jdbc) {
		super(jdbc);
	}

	@Override
	List<Release3Customer> findPage(int limit, long offset) {
		return this.jdbc.sql("""
				select email, first_name, last_name, city from customers
				order by email limit :limit offset :offset""")
			.param("limit", limit)
			.param("offset", offset)
			.query(Release3Customer.class)
			.list();
	}

	@Override
	Optional<Release3Customer> find(String email) {
		return this.jdbc.sql("select email, first_name, last_name, city from customers where email = :email")
			.param("email", email)
			.query(Release3Customer.class)
			.optional();
	}

	@Override
	void insert(Release3Customer customer) {
		this.jdbc.sql("""
				insert into customers (email, first_name, last_name, city)
				values (:email, :firstName, :lastName, :city)""").paramSource(customer).update();
	}

	@Override
	void upsert(Release3Customer customer) {
		this.jdbc
			.sql("""
					insert into customers (email, first_name, last_name, city)
					values (:email, :firstName, :lastName, :city)
					on conflict (email) do update set first_name = excluded.first_name, last_name = excluded.last_name, city = excluded.city""")
			.paramSource(customer)
			.update();
	}

}
