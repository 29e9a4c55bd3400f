package io.github.versionedschema.sample.customer;

import java.util.List;
import java.util.Optional;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads and writes customers with the columns of release 1.
 */
@Repository
@Profile("release-1")
class Release1CustomerRepository extends CustomerRepository<Release1Customer> {

	Release1CustomerRepository(JdbcClient jdbc) {
		super(jdbc);
	}

	@Override
	List<Release1Customer> findPage(int limit, long offset) {
		return this.jdbc.sql("""
				select email, name, city from customers
				order by email limit :limit offset :offset""")
			.param("limit", limit)
			.param("offset", offset)
			.query(Release1Customer.class)
			.list();
	}

	@Override
	Optional<Release1Customer> find(String email) {
		return this.jdbc.sql("select email, name, city from customers where email = :email")
			.param("email", email)
			.query(Release1Customer.class)
			.optional();
	}

	@Override
	void insert(Release1Customer customer) {
		this.jdbc.sql("""
				insert into customers (email, name, city)
				values (:email, :name, :city)""").paramSource(customer).update();
	}

	@Override
	void upsert(Release1Customer customer) {
		this.jdbc.sql("""
				insert into customers (email, name, city)
				values (:email, :name, :city)
				on conflict (email) do update set name = excluded.name, city = excluded.city""")
			.paramSource(customer)
			.update();
	}

}
