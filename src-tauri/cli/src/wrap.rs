use unicode_width::UnicodeWidthStr as _;

/// Text in lines of at most that many columns, broken between words. A word that is longer stands alone and sticks out.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().unwrap_or_else(|| unreachable!("one line from the start"));
        if line.is_empty() {
            line.push_str(word);
        } else if line.width() + 1 + word.width() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_words_by_what_the_eye_sees() {
        assert_eq!(wrapped("", 10), [""]);
        assert_eq!(wrapped("one  two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("工場 工場", 8), ["工場", "工場"]);
        assert_eq!(wrapped("a https://very.long.example b", 10), ["a", "https://very.long.example", "b"]);
    }
}
