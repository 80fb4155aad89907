CREATE TABLE `scores` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit_id` text NOT NULL,
	`year` integer NOT NULL,
	`item` text NOT NULL,
	`stage` text NOT NULL,
	`status` text NOT NULL,
	`numerator` integer,
	`denominator` integer,
	`bound` text,
	`bound_interval` text,
	`reduction` text,
	`reason` text,
	`evidence` text,
	`quote` text,
	`import_id` integer NOT NULL,
	`source_row` integer NOT NULL,
	`known_on` text NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `scores_unit` ON `scores` (`year`,`unit_id`);--> statement-breakpoint
CREATE INDEX `scores_import` ON `scores` (`import_id`);