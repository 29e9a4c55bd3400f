package io.github.versionedschema.testing.shop;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

@DataJpaTest
@Import(ConnectionOfAContainer.class)
class CustomerRepositoryTests {

	@Test
	void storesACustomer(@Autowired CustomerRepository customers) {
		assertThat(customers.saveAndFlush(new Customer("Mary")).getId()).isPositive();
	}

}
