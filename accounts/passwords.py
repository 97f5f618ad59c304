"""Password rules in Chinese: Django's catalogue has no translation of this one's message."""

from django.contrib.auth.password_validation import MinimumLengthValidator


class LengthValidator(MinimumLengthValidator):
    """Django's rule of a least length, with a message that staff can read."""

    def get_error_message(self) -> str:
        """What is wrong with a password that is too short."""
        return f"密码太短：至少 {self.min_length} 个字符。"

    def get_help_text(self) -> str:
        """What the form says beforehand."""
        return f"密码至少 {self.min_length} 个字符。"
