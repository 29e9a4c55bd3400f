package io.github.versionedschema.sample.order;

import java.math.BigDecimal;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the orders of release 2 and later.
 */
@RestController
@Profile({ "release-2", "release-3" })
class Release2OrderController extends OrderController<Release2Order, NewRelease2Order, BigDecimal> {

	Release2OrderController(Release2OrderRepository orders) {
		super(orders);
	}

	@PatchMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void reprice(@PathVariable long id, @RequestBody @Valid Price price) {
		reprice(id, price.amount());
	}

	/**
	 * Request that changes only the amount.
	 *
	 * @param amount what the order costs now
	 */
	record Price(
			@NotNull @DecimalMin("0") @DecimalMax("1000000") @Digits(integer = 10, fraction = 2) BigDecimal amount) {

	}

}
