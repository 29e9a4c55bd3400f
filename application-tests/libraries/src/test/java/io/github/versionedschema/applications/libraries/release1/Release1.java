package io.github.versionedschema.applications.libraries.release1;

import io.github.versionedschema.applications.libraries.Clients;
import io.github.versionedschema.applications.libraries.driver.Shape;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Release 1 of the application. */
@SpringBootApplication
@Import(Clients.class)
public class Release1 {

	@Bean
	Clients.Model model(CustomerAggregates aggregates, CustomerMapper mapper) {
		return new Clients.Model(Shape.RELEASE_1, Customer.class, Customer::new, Member.class, Member::new, aggregates,
				CustomerAggregate::new, Customers.CUSTOMERS, mapper);
	}

}
