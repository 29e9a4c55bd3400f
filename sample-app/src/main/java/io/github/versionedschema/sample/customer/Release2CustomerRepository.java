package io.github.versionedschema.sample.customer;

import java.util.List;
import java.util.Optional;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads and writes customers with the columns of release 2.
 */
@Repository
@Profile("release-2")
class Release2CustomerRepository extends CustomerRepository<Release2Customer> {

	Release2CustomerRepository(JdbcClient jdbc) {
		super(jdbc);
	}

	@Override
	List<Release2Customer> findPage(int limit, long offset) {
		return this.jdbc.sql("""
				select email, full_name, city from customers
				order by email limit :limit offset :offset""")
			.param("limit", limit)
			.param("offset", offset)
			.query(Release2Customer.class)
			.list();
	}

	@Override
	Optional<Release2Customer> find(String email) {
		return this.jdbc.sql("select email, full_name, city from customers where email = :email")
			.param("email", email)
			.query(Release2Customer.class)
			.optional();
	}

	@Override
	void insert(Release2Customer customer) {
		this.jdbc.sql("""
				insert into customers (email, full_name, city)
				values (:email, :fullName, :city)""").paramSource(customer).update();
	}

	@Override
	void upsert(Release2Customer customer) {
		this.jdbc.sql("""
				insert into customers (email, full_name, city)
				values (:email, :fullName, :city)
				on conflict (email) do update set full_name = excluded.full_name, city = excluded.city""")
			.paramSource(customer)
			.update();
	}

}
