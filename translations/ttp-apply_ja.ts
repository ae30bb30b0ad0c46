<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>ReviewPage</name>
    <message>
        <source>No. %1</source>
        <translation>%1件目</translation>
    </message>
</context>
<context>
    <name>ttp::ui::CalendarPopup</name>
    <message>
        <source>Previous month</source>
        <translation>前の月</translation>
    </message>
    <message>
        <source>Next month</source>
        <translation>次の月</translation>
    </message>
</context>
<context>
    <name>ttp::ui::CharacterAid</name>
    <message>
        <source>Will be stored as: %1</source>
        <translation>次のとおり保存されます：%1</translation>
    </message>
    <message>
        <source>Character %1 cannot be stored here: %2.</source>
        <translation>%1文字目の%2は、ここでは使用できません。</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>この文字を除く</translation>
    </message>
    <message>
        <source>Use “%1” instead</source>
        <translation>「%1」に置き換える</translation>
    </message>
    <message>
        <source>Use the spelling in Latin letters that your passport shows.</source>
        <translation>旅券に記載された英字のつづりを入力してください。</translation>
    </message>
    <message>
        <source>Remove it, or write it in another way.</source>
        <translation>この文字を削除するか、別の書き方で入力してください。</translation>
    </message>
</context>
<context>
    <name>ttp::ui::CheckDialog</name>
    <message>
        <source>Check of this computer</source>
        <translation>この端末の確認</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>もう一度確認</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Save for the help desk…</source>
        <translation>相談窓口に渡すファイルを保存…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Looking at this computer and at the service…</source>
        <translation>端末とサービスを確認しています…</translation>
    </message>
    <message>
        <source>All is well.</source>
        <translation>問題はありません。</translation>
    </message>
    <message>
        <source>Problems: %1, warnings: %2. Each says what to do.</source>
        <translation>問題：%1件、注意：%2件。それぞれの対処方法を御覧ください。</translation>
    </message>
    <message>
        <source>The report was copied.</source>
        <translation>確認の結果をコピーしました。</translation>
    </message>
    <message>
        <source>Saved for the help desk</source>
        <translation>相談窓口に渡すファイルを保存しました</translation>
    </message>
    <message>
        <source>It holds what is listed here: none of your answers, no file names, and neither your name nor that of this computer.</source>
        <translation>内容は、この画面に表示しているものだけです。入力した内容、ファイル名、利用者と端末の名前は含まれません。</translation>
    </message>
</context>
<context>
    <name>ttp::ui::ChoicesEditor</name>
    <message>
        <source>Tick all that apply.</source>
        <translation>当てはまるものをすべて選んでください。</translation>
    </message>
</context>
<context>
    <name>ttp::ui::Controller</name>
    <message>
        <source>Save for the help desk</source>
        <translation>相談窓口に渡すファイルの保存</translation>
    </message>
    <message>
        <source>Archive (*.zip)</source>
        <translation>圧縮ファイル (*.zip)</translation>
    </message>
    <message>
        <source>Discard everything that you entered and start again?</source>
        <translation>入力した内容をすべて破棄して、最初からやり直しますか。</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>破棄する</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>利用規約</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>サインイン</translation>
    </message>
    <message>
        <source>Review and send</source>
        <translation>確認と送信</translation>
    </message>
    <message>
        <source>Kept only while this window is open</source>
        <translation>この画面を閉じると消えます</translation>
    </message>
    <message>
        <source>The application is being sent, or its outcome is not known yet. If you close the window now, you will not see the receipt. Close it all the same?</source>
        <translation>申請を送信している途中か、届いたかどうかを確認できていない状態です。今この画面を閉じると、受領証を受け取れません。それでも閉じますか。</translation>
    </message>
    <message>
        <source>What you entered has not been sent and is kept only while this window is open. Close the window and discard it?</source>
        <translation>入力した内容はまだ送信されておらず、この画面を閉じると消えます。内容を破棄して閉じますか。</translation>
    </message>
    <message>
        <source>Save receipt</source>
        <translation>受領証を保存</translation>
    </message>
    <message>
        <source>Connecting to the service…</source>
        <translation>サービスに接続しています…</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>サインインしています…</translation>
    </message>
    <message>
        <source>Storing the password in the keychain…</source>
        <translation>パスワードをキーチェーンに保存しています…</translation>
    </message>
    <message>
        <source>You have not saved the receipt. It is your only proof of what you sent. Close the window without it?</source>
        <translation>受領証がまだ保存されていません。受領証は送信した内容の唯一の証明です。保存せずに閉じますか。</translation>
    </message>
    <message>
        <source>You have not saved the receipt. It is your only proof of what you sent. Go on without it?</source>
        <translation>受領証がまだ保存されていません。受領証は送信した内容の唯一の証明です。保存せずに続けますか。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>続ける</translation>
    </message>
    <message>
        <source>Receipt as PDF (*.pdf)</source>
        <translation>受領証（PDF） (*.pdf)</translation>
    </message>
    <message>
        <source>Receipt as web page (*.html)</source>
        <translation>受領証（ウェブページ） (*.html)</translation>
    </message>
    <message>
        <source>Receipt as data (*.json)</source>
        <translation>受領証（データ） (*.json)</translation>
    </message>
    <message>
        <source>Saving the receipt…</source>
        <translation>受領証を保存しています…</translation>
    </message>
    <message>
        <source>Receipt as PDF</source>
        <translation>受領証（PDF）</translation>
    </message>
    <message>
        <source>Receipt as web page</source>
        <translation>受領証（ウェブページ）</translation>
    </message>
    <message>
        <source>Receipt as data</source>
        <translation>受領証（データ）</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>保存しています…</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>保存済み（%1）</translation>
    </message>
    <message>
        <source>Not saved. %1</source>
        <translation>保存できていません。%1</translation>
    </message>
    <message>
        <source>Opening the draft…</source>
        <translation>下書きを開いています…</translation>
    </message>
    <message>
        <source>Name of this draft</source>
        <translation>下書きの名前</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>名前を変更</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>%1 (another application)</source>
        <translation>%1（別の申請）</translation>
    </message>
    <message>
        <source>Delete the draft “%1”? What was entered in it, and its files, will be gone.</source>
        <translation>下書き「%1」を削除しますか。入力した内容と添付ファイルは元に戻せません。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Saving the application…</source>
        <translation>申請の内容を保存しています…</translation>
    </message>
    <message>
        <source>Hand-over file (*.ttp-draft)</source>
        <translation>引き継ぎファイル (*.ttp-draft)</translation>
    </message>
    <message>
        <source>Hand a draft over</source>
        <translation>下書きを別の端末へ引き継ぐ</translation>
    </message>
    <message>
        <source>application</source>
        <translation>申請の下書き</translation>
    </message>
    <message>
        <source>Writing the hand-over file…</source>
        <translation>引き継ぎファイルを作成しています…</translation>
    </message>
    <message>
        <source>These six words open the file %1. Write them down now: they are shown only once. Give them to the other person by another way than the file.</source>
        <translation>この6つの単語が、ファイル %1 を開くコードです。表示されるのは今回だけですので、書き留めてください。ファイルとは別の方法で相手に伝えてください。</translation>
    </message>
    <message>
        <source>I have written them down</source>
        <translation>書き留めました</translation>
    </message>
    <message>
        <source>Open a hand-over file</source>
        <translation>引き継ぎファイルを開く</translation>
    </message>
    <message>
        <source>Pre-check</source>
        <translation>プレチェック</translation>
    </message>
    <message>
        <source>Save calendar file</source>
        <translation>カレンダーに保存</translation>
    </message>
    <message>
        <source>Calendar file</source>
        <translation>カレンダーのファイル</translation>
    </message>
    <message>
        <source>Calendar file (*.ics)</source>
        <translation>カレンダーのファイル (*.ics)</translation>
    </message>
    <message>
        <source>Saving the calendar file…</source>
        <translation>カレンダーのファイルを保存しています…</translation>
    </message>
    <message>
        <source>Discard the answers of the pre-check and open the draft?</source>
        <translation>プレチェックの回答を破棄して、下書きを開きますか。</translation>
    </message>
    <message>
        <source>Open the draft</source>
        <translation>下書きを開く</translation>
    </message>
    <message>
        <source>Save consent receipt</source>
        <translation>同意の記録を保存</translation>
    </message>
    <message>
        <source>Consent receipt as data</source>
        <translation>同意の記録（データ）</translation>
    </message>
    <message>
        <source>Consent receipt as data (*.json)</source>
        <translation>同意の記録（データ）(*.json)</translation>
    </message>
    <message>
        <source>Saving the consent receipt…</source>
        <translation>同意の記録を保存しています…</translation>
    </message>
</context>
<context>
    <name>ttp::ui::Counter</name>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n too many</source>
        <translation>
            <numerusform>%1：%n文字超過</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ttp::ui::CountryOffer</name>
    <message>
        <source>The last line is %1, which you answered at “%2”.</source>
        <translation>最後の行「%1」は、「%2」に入力済みです。</translation>
    </message>
    <message>
        <source>Remove the last line</source>
        <translation>最後の行を削除</translation>
    </message>
    <message>
        <source>The last line is the name of a country.</source>
        <translation>最後の行は国・地域の名前です。</translation>
    </message>
    <message>
        <source>Set “%1” to %2</source>
        <translation>「%1」を%2にする</translation>
    </message>
</context>
<context>
    <name>ttp::ui::DateEditor</name>
    <message>
        <source>For example: %1 %2 %3</source>
        <comment>year, month, day</comment>
        <translation>西暦で記入してください（例：%1年%2月%3日）</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Day not known</source>
        <translation>日が不明</translation>
    </message>
    <message>
        <source>Month and day not known</source>
        <translation>月日が不明</translation>
    </message>
    <message>
        <source>Choose in a calendar: %1</source>
        <translation>カレンダーから選択：%1</translation>
    </message>
    <message>
        <source>Which date do you mean by %1?</source>
        <translation>「%1」はどの日付ですか。</translation>
    </message>
    <message>
        <source>%1 is the year %2.</source>
        <translation>%1は西暦%2年です。</translation>
    </message>
    <message>
        <source>%1 was understood as %2.</source>
        <translation>「%1」を%2として入力しました。</translation>
    </message>
</context>
<context>
    <name>ttp::ui::DocumentEditor</name>
    <message>
        <source>, </source>
        <comment>between names of file types</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>at most %1 each</source>
        <translation>1ファイル%1まで</translation>
    </message>
    <message>
        <source>%1 of %2 files</source>
        <translation>%2件まで（現在%1件）</translation>
    </message>
    <message>
        <source> · </source>
        <comment>between parts</comment>
        <translation> · </translation>
    </message>
    <message>
        <source>No more files can be added here</source>
        <translation>これ以上追加できません</translation>
    </message>
    <message>
        <source>Choose a file, or drop it here</source>
        <translation>ファイルを選ぶか、ここにドラッグしてください</translation>
    </message>
    <message>
        <source>Choose files, or drop them here</source>
        <translation>ファイルを選ぶか、ここにドラッグしてください</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>ファイルを選ぶ</translation>
    </message>
    <message>
        <source>Choose files</source>
        <translation>ファイルを選ぶ</translation>
    </message>
</context>
<context>
    <name>ttp::ui::DocumentRow</name>
    <message>
        <source>Replace</source>
        <translation>差し替え</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Replace: %1</source>
        <translation>差し替え：%1</translation>
    </message>
    <message>
        <source>Remove: %1</source>
        <translation>削除：%1</translation>
    </message>
    <message>
        <source> · </source>
        <comment>between parts</comment>
        <translation> · </translation>
    </message>
    <message>
        <source>Being checked…</source>
        <translation>確認しています…</translation>
    </message>
    <message>
        <source>✓ Ready to send</source>
        <translation>✓ 送信できます</translation>
    </message>
    <message>
        <source>▲ Cannot be used</source>
        <translation>▲ このファイルは使えません</translation>
    </message>
</context>
<context>
    <name>ttp::ui::EarlierOffer</name>
    <message numerus="yes">
        <source>Your application of %1 has answers to %n of these questions.</source>
        <translation>
            <numerusform>%1の申請に、この画面の%n項目の回答があります。</numerusform>
        </translation>
    </message>
    <message>
        <source>Fill in the same answers</source>
        <translation>同じ回答を入力する</translation>
    </message>
    <message numerus="yes">
        <source>%n answers were filled in. Check that they are still right.</source>
        <translation>
            <numerusform>%n項目の回答を入力しました。現在の内容と合っているか確認してください。</numerusform>
        </translation>
    </message>
    <message>
        <source>Take them out again</source>
        <translation>入力した回答を取り消す</translation>
    </message>
</context>
<context>
    <name>ttp::ui::EmailHint</name>
    <message>
        <source>Did you mean %1?</source>
        <translation>%1 ではありませんか。</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>%1 に変更</translation>
    </message>
</context>
<context>
    <name>ttp::ui::EntryCard</name>
    <message>
        <source>%1 %2</source>
        <comment>name of a group, number of the entry</comment>
        <translation>%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n</source>
        <translation>
            <numerusform>%1：%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing filled in yet</source>
        <translation>まだ入力されていません</translation>
    </message>
    <message>
        <source> · </source>
        <comment>between parts</comment>
        <translation> · </translation>
    </message>
    <message>
        <source>There is a problem in this entry.</source>
        <translation>この項目の入力内容に誤りがあります。</translation>
    </message>
    <message>
        <source>There is a problem in this entry. Choose Edit to see it.</source>
        <translation>この項目の入力内容に誤りがあります。「編集」を押して確認してください。</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>編集</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>入力を終える</translation>
    </message>
    <message>
        <source>Finish later</source>
        <translation>あとで入力する</translation>
    </message>
    <message>
        <source>Edit: %1</source>
        <translation>編集：%1</translation>
    </message>
    <message>
        <source>Remove: %1</source>
        <translation>削除：%1</translation>
    </message>
    <message>
        <source>Done: %1</source>
        <translation>入力を終える：%1</translation>
    </message>
    <message>
        <source>Finish later: %1</source>
        <translation>あとで入力する：%1</translation>
    </message>
</context>
<context>
    <name>ttp::ui::EraseDialog</name>
    <message>
        <source>Erase everything</source>
        <translation>すべて消去</translation>
    </message>
    <message>
        <source>Erase everything that this program has kept on this computer?</source>
        <translation>このプログラムがこの端末に保存したものを、すべて消去しますか。</translation>
    </message>
    <message>
        <source>This goes for good:
•  drafts with their attachments, and kept receipts
•  passwords and keys in the keychain
•  notes of sendings
•  what you have entered in this window</source>
        <translation>次のものを消去します。元に戻すことはできません。
・下書きと添付書類、このプログラムが保存した受領証
・キーチェーンに保存したパスワードと鍵
・送信の控え
・この画面に入力した内容</translation>
    </message>
    <message>
        <source>Receipts and other files that you saved elsewhere stay. Applications that a service has received are not withdrawn.</source>
        <translation>ほかの場所に保存した受領証などのファイルは残ります。サービスに届いた申請は取り消されません。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Erasing…</source>
        <translation>消去しています…</translation>
    </message>
    <message>
        <source>Erase those notes as well</source>
        <translation>控えも含めて消去</translation>
    </message>
    <message>
        <source>Files in the data folder that are not this program&apos;s were left alone: %1</source>
        <translation>データフォルダーにある、このプログラムのものではないファイルは残しました：%1</translation>
    </message>
    <message>
        <source>Everything was erased</source>
        <translation>すべて消去しました</translation>
    </message>
    <message>
        <source>It was looked for afterwards, and nothing of it is left.</source>
        <translation>消去した後に確認し、何も残っていないことを確かめました。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>ttp::ui::ErrorSummary</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>There is a problem</source>
        <translation>確認が必要な箇所があります</translation>
    </message>
</context>
<context>
    <name>ttp::ui::FieldEditor</name>
    <message>
        <source>%1 (required)</source>
        <translation>%1（必須）</translation>
    </message>
    <message>
        <source>%1 (optional)</source>
        <translation>%1（任意）</translation>
    </message>
    <message>
        <source>Why we ask this</source>
        <translation>この情報が必要な理由</translation>
    </message>
    <message>
        <source>Error: %1</source>
        <translation>エラー：%1</translation>
    </message>
</context>
<context>
    <name>ttp::ui::FilePane</name>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大きさ</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>更新日時</translation>
    </message>
    <message>
        <source>One folder up</source>
        <translation>一つ上のフォルダー</translation>
    </message>
    <message>
        <source>Save here</source>
        <translation>ここに保存</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>選ぶ</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>フォルダー</translation>
    </message>
    <message>
        <source>No folder can be read here. Put your USB stick in, or ask the staff.</source>
        <translation>読み取れるフォルダーがありません。USBメモリを挿すか、係員にお尋ねください。</translation>
    </message>
    <message>
        <source>Choose the folder in which the file is saved.</source>
        <translation>ファイルを保存するフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>There are no files in this folder.</source>
        <translation>このフォルダーにファイルはありません。</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>ファイルを選んでください。</translation>
    </message>
    <message>
        <source>Form of the file</source>
        <translation>ファイルの形式</translation>
    </message>
</context>
<context>
    <name>ttp::ui::FormPage</name>
    <message>
        <source>Continue</source>
        <translation>次へ進む</translation>
    </message>
    <message>
        <source>The files are still being read…</source>
        <translation>ファイルを読み込んでいます…</translation>
    </message>
</context>
<context>
    <name>ttp::ui::GroupEditor</name>
    <message>
        <source>Bring it back</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Add: %1</source>
        <translation>%1を追加</translation>
    </message>
    <message>
        <source>Add another: %1</source>
        <translation>%1をさらに追加</translation>
    </message>
    <message>
        <source>Nothing added yet.</source>
        <translation>まだ追加されていません。</translation>
    </message>
    <message>
        <source>%1 %2 was removed.</source>
        <translation>%1 %2を削除しました。</translation>
    </message>
</context>
<context>
    <name>ttp::ui::KeptList</name>
    <message>
        <source>Continue a draft</source>
        <translation>下書きの続きを入力</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>受付の控え</translation>
    </message>
    <message>
        <source>It was being sent when the program ended. What became of it will be asked first.</source>
        <translation>送信中にプログラムが終了しました。続ける前に、届いたかどうかをサービスに確認します。</translation>
    </message>
    <message>
        <source>Made with another service. Open the program with that service to go on.</source>
        <translation>別のサービス用の下書きです。続けるには、そのサービスを指定してプログラムを開いてください。</translation>
    </message>
    <message>
        <source>It is damaged, or a later version of the program saved it.</source>
        <translation>破損しているか、新しい版のプログラムで保存されたため、開けません。</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n step(s) complete, last changed %2</source>
        <translation>
            <numerusform>全%n項目中%1項目が入力済み、最終更新 %2</numerusform>
        </translation>
    </message>
    <message>
        <source>No name yet</source>
        <translation>氏名未入力</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>続ける</translation>
    </message>
    <message>
        <source>Continue %1</source>
        <translation>「%1」を続ける</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>名前を変更</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>「%1」の名前を変更</translation>
    </message>
    <message>
        <source>Copy for another application</source>
        <translation>写しを作って別の申請に使う</translation>
    </message>
    <message>
        <source>Copy %1 for another application</source>
        <translation>「%1」の写しを作って別の申請に使う</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>「%1」を削除</translation>
    </message>
    <message>
        <source>Received %1</source>
        <translation>受付 %1</translation>
    </message>
    <message>
        <source>Save receipt…</source>
        <translation>控えを保存…</translation>
    </message>
    <message>
        <source>Save the receipt of %1</source>
        <translation>%1の控えを保存</translation>
    </message>
    <message>
        <source>Hand over…</source>
        <translation>別の端末へ引き継ぐ…</translation>
    </message>
    <message>
        <source>Hand %1 over to another computer</source>
        <translation>「%1」を別の端末へ引き継ぐ</translation>
    </message>
    <message>
        <source>Save consent receipt…</source>
        <translation>同意の記録を保存…</translation>
    </message>
    <message>
        <source>Save the consent receipt of %1</source>
        <translation>%1の同意の記録を保存</translation>
    </message>
</context>
<context>
    <name>ttp::ui::ListEditor</name>
    <message>
        <source>Type a part of the name, or open the list.</source>
        <translation>名称の一部を入力するか、一覧を開いて選んでください。</translation>
    </message>
</context>
<context>
    <name>ttp::ui::PassphraseDialog</name>
    <message>
        <source>Code or passphrase</source>
        <translation>コード（6つの単語）又はパスフレーズ</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>パスフレーズ</translation>
    </message>
    <message>
        <source>Save what you enter on this computer</source>
        <translation>入力した内容をこの端末に保存する</translation>
    </message>
    <message>
        <source>There is no keychain that could keep the key, so a passphrase protects what is saved. It is asked for when the program is opened again. Nobody can recover it: write it down and keep it where others do not find it.</source>
        <translation>この端末ではキーチェーンに鍵を保管できないため、保存する内容をパスフレーズで保護します。次にプログラムを開いたときに入力が必要です。忘れると誰にも元に戻せません。書き留めて、他の人の目に触れない場所に保管してください。</translation>
    </message>
    <message>
        <source>Open what is saved</source>
        <translation>保存した内容を開く</translation>
    </message>
    <message>
        <source>What was saved on this computer is protected by a passphrase.</source>
        <translation>この端末に保存した内容は、パスフレーズで保護されています。</translation>
    </message>
    <message>
        <source>Open a hand-over file</source>
        <translation>引き継ぎファイルを開く</translation>
    </message>
    <message>
        <source>The draft is opened with the six words that were shown when the file was made, or with its passphrase.</source>
        <translation>ファイルの作成時に表示された6つの単語、又はパスフレーズを入力してください。</translation>
    </message>
    <message numerus="yes">
        <source>At least %n characters</source>
        <translation>
            <numerusform>%n文字以上</numerusform>
        </translation>
    </message>
    <message>
        <source>Passphrase, again</source>
        <translation>パスフレーズ（確認のため再入力）</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Save from now on</source>
        <translation>保存を始める</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Please type it.</source>
        <translation>入力してください。</translation>
    </message>
    <message numerus="yes">
        <source>Please choose a longer one: at least %n characters. Some words in a row are easy to remember.</source>
        <translation>
            <numerusform>短すぎます。%n文字以上にしてください。いくつかの単語を並べると覚えやすくなります。</numerusform>
        </translation>
    </message>
    <message>
        <source>The two are not the same. Please type it again.</source>
        <translation>2つの入力が一致しません。もう一度入力してください。</translation>
    </message>
    <message>
        <source>Trying it…</source>
        <translation>確認しています…</translation>
    </message>
</context>
<context>
    <name>ttp::ui::PasswordField</name>
    <message>
        <source>Show password</source>
        <translation>パスワードを表示</translation>
    </message>
</context>
<context>
    <name>ttp::ui::PhoneEditor</name>
    <message>
        <source>Will be stored as: %1</source>
        <translation>登録される番号：%1</translation>
    </message>
    <message>
        <source>Country code</source>
        <translation>国番号</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>番号</translation>
    </message>
</context>
<context>
    <name>ttp::ui::PlanPage</name>
    <message>
        <source>Dates</source>
        <translation>日程</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>まだ分からないこと</translation>
    </message>
    <message>
        <source>Sources: %1</source>
        <translation>出典：%1</translation>
    </message>
    <message>
        <source>What to bring</source>
        <translation>持参するもの</translation>
    </message>
    <message>
        <source>Counters</source>
        <translation>窓口</translation>
    </message>
    <message>
        <source>On %1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Close the list</source>
        <translation>一覧を閉じる</translation>
    </message>
    <message>
        <source>Show all counters</source>
        <translation>窓口をすべて表示</translation>
    </message>
    <message>
        <source>Good to know</source>
        <translation>留意事項</translation>
    </message>
    <message>
        <source>The sources were read on %1. Days off are those of the law of 2026.</source>
        <translation>出典の確認日：%1。休日は2026年の法令によります。</translation>
    </message>
    <message>
        <source>Plan of your visit</source>
        <translation>来日の計画</translation>
    </message>
    <message>
        <source>Save calendar file…</source>
        <translation>カレンダーに保存…</translation>
    </message>
    <message>
        <source>Application %1, received on %2</source>
        <translation>申請番号%1、受付日 %2</translation>
    </message>
    <message>
        <source>Visit: %1</source>
        <translation>来日予定日：%1</translation>
    </message>
    <message>
        <source>Visit: no day yet</source>
        <translation>来日予定日：未定</translation>
    </message>
    <message>
        <source>Counter: %1</source>
        <translation>窓口：%1</translation>
    </message>
    <message>
        <source>Counter: none chosen yet</source>
        <translation>窓口：未定</translation>
    </message>
    <message>
        <source>Result: notice of %1</source>
        <translation>一次審査の結果の通知：%1</translation>
    </message>
    <message>
        <source>Result: no notice entered yet</source>
        <translation>一次審査の結果の通知：まだ入力されていません</translation>
    </message>
    <message>
        <source>Enter or try other days</source>
        <translation>日付や窓口を入力して試す</translation>
    </message>
    <message>
        <source>Close the fields</source>
        <translation>入力欄を閉じる</translation>
    </message>
    <message>
        <source>What to do by when until you have the card, worked out on this computer. It is a guide, not a notice of an office; days are those in Japan.</source>
        <translation>カードの交付を受けるまでに、いつまでに何をするかを、この端末で計算したものです。役所の通知ではなく、目安です。日付は日本の日付です。</translation>
    </message>
    <message>
        <source>What you try here changes nothing in your application.</source>
        <translation>ここで試しても、申請の内容は変わりません。</translation>
    </message>
    <message>
        <source>The calendar file was saved</source>
        <translation>カレンダーのファイルを保存しました</translation>
    </message>
    <message>
        <source>Open it with your calendar. It holds neither your name nor any number.</source>
        <translation>お使いのカレンダーで開いてください。氏名や番号は含まれていません。</translation>
    </message>
</context>
<context>
    <name>ttp::ui::PrecheckPage</name>
    <message>
        <source>Pre-check</source>
        <translation>プレチェック</translation>
    </message>
    <message>
        <source>Continue to the application</source>
        <translation>申請に進む</translation>
    </message>
    <message>
        <source>Continue to the terms</source>
        <translation>利用規約に進む</translation>
    </message>
    <message>
        <source>Find out before you apply whether the requirements may be met. Everything is worked out on this computer; nothing is sent. What the application asks, too, is carried into it; the other answers are kept only while this window is open.</source>
        <translation>要件に該当する見込みがあるかを、申請の前に確認できます。判定はこのパソコンの中だけで行い、何も送信しません。申請書にもある事項は申請書に写します。それ以外の回答は、この画面を閉じると消えます。</translation>
    </message>
</context>
<context>
    <name>ttp::ui::PrecheckPanel</name>
    <message numerus="yes">
        <source>%n question(s) left</source>
        <translation>
            <numerusform>未回答：%n問</numerusform>
        </translation>
    </message>
    <message>
        <source>Answer what you can. You do not have to: you can go on at any time.</source>
        <translation>分かるところから回答してください。回答しなくても、いつでも先に進めます。</translation>
    </message>
    <message>
        <source>Likely</source>
        <translation>該当する見込みがあります</translation>
    </message>
    <message>
        <source>On these answers nothing speaks against it. The Agency decides.</source>
        <translation>この回答の範囲では、妨げになる事項はありません。判断は出入国在留管理庁が行います。</translation>
    </message>
    <message>
        <source>Ask the Agency</source>
        <translation>出入国在留管理庁に確認してください</translation>
    </message>
    <message>
        <source>This program cannot tell. You can ask the Agency, and you can apply all the same.</source>
        <translation>このプログラムでは判断できません。出入国在留管理庁に確認することができます。このまま申請することもできます。</translation>
    </message>
    <message>
        <source>Not on these answers</source>
        <translation>この回答では該当しません</translation>
    </message>
    <message>
        <source>Below is why, and what would change it. This is advice: you can go on all the same.</source>
        <translation>理由と、どうすれば変わるかは下のとおりです。これは参考であり、このまま先に進むこともできます。</translation>
    </message>
    <message>
        <source>Pre-check: %1</source>
        <translation>プレチェック：%1</translation>
    </message>
    <message>
        <source>Next question: %1</source>
        <translation>次の質問：%1</translation>
    </message>
    <message>
        <source>In every category</source>
        <translation>全区分に共通する要件</translation>
    </message>
    <message>
        <source>How to ask the Agency</source>
        <translation>出入国在留管理庁への確認方法</translation>
    </message>
    <message>
        <source>What would change it: %1</source>
        <translation>どうすれば変わるか：%1</translation>
    </message>
    <message>
        <source>To the question: %1</source>
        <translation>質問に移動：%1</translation>
    </message>
    <message>
        <source>likely</source>
        <translation>該当する見込み</translation>
    </message>
    <message>
        <source>ask the Agency</source>
        <translation>庁に確認</translation>
    </message>
    <message>
        <source>not answered yet</source>
        <translation>未回答</translation>
    </message>
    <message>
        <source>not on these answers</source>
        <translation>該当しません</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>category, verdict</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the letters of categories</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 (category %2)</source>
        <translation>%1（区分%2）</translation>
    </message>
    <message>
        <source>Basis: %1</source>
        <translation>根拠：%1</translation>
    </message>
    <message>
        <source>Newest source of the list: %1</source>
        <translation>一覧の最新の資料：%1現在</translation>
    </message>
    <message>
        <source>%1, as of %2</source>
        <translation>%1（%2現在）</translation>
    </message>
    <message>
        <source>Not the Agency&apos;s own word: %1, as of %2</source>
        <translation>出入国在留管理庁によるものではない資料：%1（%2現在）</translation>
    </message>
    <message>
        <source>Hide what was checked</source>
        <translation>確認した要件を隠す</translation>
    </message>
    <message>
        <source>Show everything that was checked</source>
        <translation>確認した要件を全部表示する</translation>
    </message>
</context>
<context>
    <name>ttp::ui::RadioEditor</name>
    <message>
        <source>Yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>No</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>Clear this answer</source>
        <translation>選択を取り消す</translation>
    </message>
</context>
<context>
    <name>ttp::ui::ReceiptPage</name>
    <message>
        <source>Practice application received</source>
        <translation>練習の申請を受け付けました</translation>
    </message>
    <message>
        <source>Application received</source>
        <translation>申請を受け付けました</translation>
    </message>
    <message>
        <source>Save receipt…</source>
        <translation>受領証を保存…</translation>
    </message>
    <message>
        <source>Application number</source>
        <translation>申請番号</translation>
    </message>
    <message>
        <source>Application number %1</source>
        <translation>申請番号 %1</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>コピーしました</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Copy the application number</source>
        <translation>申請番号をコピーする</translation>
    </message>
    <message>
        <source>Received %1 Japan time (%2 here)</source>
        <translation>受付日時：%1（日本時間）、%2（この端末の時刻）</translation>
    </message>
    <message numerus="yes">
        <source>What the service received is exactly what you sent: the answers and %n file(s) were compared digest by digest.</source>
        <translation>
            <numerusform>サービスが受け付けた内容は、送信した内容と一致しています（入力内容とファイル%n件を、照合値で1件ずつ確認しました）。</numerusform>
        </translation>
    </message>
    <message>
        <source>The receipt is signed with a key that your service profile pins.</source>
        <translation>受領証は、サービスの設定ファイルで指定された鍵で署名されています。</translation>
    </message>
    <message>
        <source>The receipt is signed with a key that only the service itself announces.</source>
        <translation>受領証の署名は、サービス自身が示した鍵で確認しました。この鍵は設定ファイルでは指定されていません。</translation>
    </message>
    <message>
        <source>In a real application the preliminary inspection would follow, and its result would come by e-mail. Save the receipt if you want to look at it; it proves nothing about a real application.</source>
        <translation>実際の申請では、この後に一次審査が行われ、結果が電子メールで届きます。受領証は内容を確かめるために保存できますが、実際の申請を証明するものではありません。</translation>
    </message>
    <message>
        <source>The preliminary inspection follows. Its result comes by e-mail; nobody can say in advance how long it takes. Save the receipt now: it is your proof of what you sent.</source>
        <translation>この後、一次審査が行われ、結果は電子メールで届きます。審査にかかる期間は、あらかじめ分かりません。受領証は送信した内容の証明になりますので、今すぐ保存してください。</translation>
    </message>
    <message>
        <source>The receipt was saved</source>
        <translation>受領証を保存しました</translation>
    </message>
    <message>
        <source>Make another application</source>
        <translation>別の申請をする</translation>
    </message>
    <message>
        <source>Plan your visit</source>
        <translation>来日の計画を見る</translation>
    </message>
    <message>
        <source>You agreed to version %1 of the terms on %2 Japan time (%3 here).</source>
        <translation>同意した規約の版：%1（日本時間%2、現地時間%3）</translation>
    </message>
    <message>
        <source>Languages that were on the screen: %1</source>
        <translation>画面に表示された言語：%1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Your consent</source>
        <translation>規約への同意</translation>
    </message>
    <message>
        <source>Save consent receipt…</source>
        <translation>同意の記録を保存…</translation>
    </message>
    <message>
        <source>The consent receipt was saved</source>
        <translation>同意の記録を保存しました</translation>
    </message>
</context>
<context>
    <name>ttp::ui::ReviewPage</name>
    <message>
        <source>Check your answers</source>
        <translation>入力内容の確認</translation>
    </message>
    <message>
        <source>Send practice application</source>
        <translation>練習の申請を送信する</translation>
    </message>
    <message>
        <source>Send application</source>
        <translation>申請を送信する</translation>
    </message>
    <message>
        <source>Not provided</source>
        <translation>未入力</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>%1を変更</translation>
    </message>
    <message>
        <source>The files are still being read…</source>
        <translation>ファイルを読み込んでいます…</translation>
    </message>
    <message numerus="yes">
        <source>What is above, your consent with its time, and %n file(s) (%1) will be sent to %2. Beside it go the name and version of this program, the kind of operating system and the language; nothing else.</source>
        <translation>
            <numerusform>上の内容、利用規約への同意とその日時及びファイル%n件（%1）を %2 に送信します。ほかに、このソフトウェアの名称と版、OSの種類、表示言語を送信します。これ以外のものは送信しません。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has been sent yet. Read everything, change what is not right, and send it with the button at the bottom.</source>
        <translation>まだ何も送信されていません。内容をすべて確認し、誤りがあれば変更してから、下のボタンで送信してください。</translation>
    </message>
    <message>
        <source>Your answers, to read only</source>
        <translation>入力内容（閲覧のみ）</translation>
    </message>
    <message>
        <source>This is what was saved last. To go on with it, use the window where it is open.</source>
        <translation>最後に保存された内容です。入力を続けるには、この下書きを開いているウィンドウを使ってください。</translation>
    </message>
    <message>
        <source>See the plan of your visit</source>
        <translation>来日の計画を見る</translation>
    </message>
</context>
<context>
    <name>ttp::ui::SecretLineEdit</name>
    <message>
        <source>Paste</source>
        <translation>貼り付け</translation>
    </message>
</context>
<context>
    <name>ttp::ui::SendPage</name>
    <message>
        <source>Not sent</source>
        <translation>送信されていません</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>送信中</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>もう一度確認する</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>もう一度送信する</translation>
    </message>
    <message>
        <source>Preparing the application</source>
        <translation>送信の準備をしています</translation>
    </message>
    <message>
        <source>Sending file %1 of %2</source>
        <translation>ファイルを送信しています（%1／%2）</translation>
    </message>
    <message>
        <source>Sending the application</source>
        <translation>申請を送信しています</translation>
    </message>
    <message>
        <source>Asking the service whether the application arrived</source>
        <translation>申請が届いたかどうかをサービスに確認しています</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2, %3 per second, about %n second(s) left</source>
        <translation>
            <numerusform>%2のうち%1を送信、毎秒%3、残り約%n秒</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 Your answers are safe. The program goes on by itself.</source>
        <translation>%1入力した内容は失われません。自動的に続けます。</translation>
    </message>
    <message>
        <source>Cancel sending</source>
        <translation>送信を中止する</translation>
    </message>
    <message>
        <source>The application has been handed over; it can no longer be cancelled.</source>
        <translation>申請はすでに送り出されているため、中止できません。</translation>
    </message>
    <message>
        <source>Arrival not confirmed</source>
        <translation>届いたか確認できていません</translation>
    </message>
    <message>
        <source>This computer keeps nothing. Press “Ask again” now. If the outcome is still unknown, write down the number below or photograph it before you finish: the operator of the service can tell by it whether your application arrived. Do not apply again before you know.</source>
        <translation>この端末には何も残りません。いま「もう一度確認する」を押してください。それでも結果が分からないときは、終了する前に下の番号を書き留めるか、撮影してください。申請が届いたかどうかを、サービスの運営者がこの番号で確かめられます。分かるまで、もう一度申請しないでください。</translation>
    </message>
    <message>
        <source>Number of this sending %1</source>
        <translation>この送信の番号&#x3000;%1</translation>
    </message>
</context>
<context>
    <name>ttp::ui::ServiceChip</name>
    <message>
        <source>Connecting…</source>
        <translation>接続しています…</translation>
    </message>
    <message>
        <source>Certificate checked against this computer&apos;s authorities</source>
        <translation>証明書を、この端末が信頼する認証局で確認しました</translation>
    </message>
    <message>
        <source>Certificate checked against the authority in the service profile</source>
        <translation>証明書を、設定ファイルの認証局で確認しました</translation>
    </message>
    <message>
        <source>key pinned by the profile</source>
        <translation>鍵は設定ファイルで指定されたもの</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Calls itself “%1”. Says it is run by %2.</source>
        <translation>このサービスは「%1」と名乗り、運営者は「%2」であるとしています。</translation>
    </message>
    <message>
        <source>Not connected yet</source>
        <translation>まだ接続していません</translation>
    </message>
</context>
<context>
    <name>ttp::ui::SignInPage</name>
    <message>
        <source>Sign in</source>
        <translation>サインイン</translation>
    </message>
    <message>
        <source>A practice account is filled in</source>
        <translation>練習用のアカウントを入力してあります</translation>
    </message>
    <message>
        <source>It was made when the program started and ends with it. Just press “Sign in”.</source>
        <translation>プログラムの起動時に作られ、終了すると消えます。そのまま「サインイン」を押してください。</translation>
    </message>
    <message>
        <source>User ID</source>
        <translation>ユーザーID</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
    <message>
        <source>▲ Enter your user ID and your password.</source>
        <translation>▲ ユーザーIDとパスワードを入力してください。</translation>
    </message>
    <message>
        <source>Remember my password in the keychain of this computer</source>
        <translation>パスワードをこの端末のキーチェーン（保管庫）に保存する</translation>
    </message>
    <message>
        <source>Only on a computer that is yours alone. Without the tick the password is forgotten when this window closes.</source>
        <translation>自分だけが使う端末でのみ保存してください。保存しない場合、パスワードはこの画面を閉じると消えます。</translation>
    </message>
    <message>
        <source>The practice account is new at every start, so there is nothing to remember.</source>
        <translation>練習用のアカウントは起動のたびに新しくなるため、保存は不要です。</translation>
    </message>
    <message>
        <source>The password for this service is kept only until this window is closed.</source>
        <translation>このサービスのパスワードは、この画面を閉じるまで記憶しています。</translation>
    </message>
    <message>
        <source>A password for this service is stored in the keychain.</source>
        <translation>このサービスのパスワードがキーチェーンに保存されています。</translation>
    </message>
    <message>
        <source>The password is no longer kept.</source>
        <translation>パスワードの記憶を消去しました。</translation>
    </message>
    <message>
        <source>The stored password was removed from the keychain.</source>
        <translation>保存されていたパスワードをキーチェーンから削除しました。</translation>
    </message>
    <message>
        <source>Forget the stored password</source>
        <translation>保存したパスワードを削除する</translation>
    </message>
</context>
<context>
    <name>ttp::ui::StartPage</name>
    <message>
        <source>Apply to the Trusted Traveler Program</source>
        <translation>トラスティド・トラベラー・プログラムの申請</translation>
    </message>
    <message>
        <source>New application</source>
        <translation>新しく申請する</translation>
    </message>
    <message>
        <source>This program helps you to fill in an application to Japan&apos;s Trusted Traveler Program, checks it, sends it and proves what was sent. It takes about 20 minutes.</source>
        <translation>日本のトラスティド・トラベラー・プログラム（TTP）の申請書の作成を手伝い、内容を確かめて送信し、送信した内容を証明するソフトウェアです。所要時間は約20分です。</translation>
    </message>
    <message>
        <source>Have ready: your passport, a face photo (JPEG or PNG), a copy of your passport (PDF, JPEG or PNG) and the documents for your category.</source>
        <translation>用意するもの：旅券、顔写真（JPEG又はPNG）、旅券の写し（PDF、JPEG又はPNG）、区分に応じた書類</translation>
    </message>
    <message>
        <source>Independent software</source>
        <translation>独立したソフトウェアです</translation>
    </message>
    <message>
        <source>This program is not the Immigration Services Agency&apos;s and is not connected with it. Nothing goes to the Agency unless the operator of a service says so. To apply today, use the Agency&apos;s own site: isa.go.jp</source>
        <translation>このソフトウェアは出入国在留管理庁のものではなく、同庁とは関係ありません。サービスの運営者がその旨を示している場合を除き、同庁に送信されるものはありません。今すぐ申請する場合は、同庁のサイト（isa.go.jp）を御利用ください。</translation>
    </message>
    <message>
        <source>This is practice</source>
        <translation>練習です</translation>
    </message>
    <message>
        <source>The service you are talking to is for practice. No application is made. Please do not enter real passport data.</source>
        <translation>接続先は練習用のサービスで、申請は行われません。実際の旅券の情報は入力しないでください。</translation>
    </message>
    <message>
        <source>The service</source>
        <translation>接続先のサービス</translation>
    </message>
    <message>
        <source>Try it with example data</source>
        <translation>例を使って試す</translation>
    </message>
    <message>
        <source>Continue the application</source>
        <translation>申請を続ける</translation>
    </message>
    <message>
        <source>The service is closed now</source>
        <translation>サービスは現在停止中です</translation>
    </message>
    <message>
        <source>The service will be closed</source>
        <translation>サービスが停止する予定があります</translation>
    </message>
    <message>
        <source>Closed %1.</source>
        <translation>停止期間：%1。</translation>
    </message>
    <message>
        <source>The service says: “%1”</source>
        <translation>サービスからのお知らせ：「%1」</translation>
    </message>
    <message>
        <source>Nothing can be sent until then. What you enter is kept only while this window is open: please come back when the service is open again.</source>
        <translation>その間は送信できません。入力した内容はこの画面を開いている間しか残らないため、サービスが再開してから始めてください。</translation>
    </message>
    <message>
        <source>Nothing can be sent in that time, and what you enter is kept only while this window is open: please send your application before, or begin afterwards.</source>
        <translation>その間は送信できません。入力した内容はこの画面を開いている間しか残らないため、停止の前に送信を済ませるか、再開してから始めてください。</translation>
    </message>
    <message>
        <source>Nothing can be sent until then. What you enter is saved on this computer: you can fill in the application now and send it when the service is open again.</source>
        <translation>それまで送信できません。入力した内容はこの端末に保存されますので、先に入力しておき、再開後に送信することができます。</translation>
    </message>
    <message>
        <source>Nothing can be sent in that time. What you enter is saved on this computer: you can send it before or afterwards.</source>
        <translation>この間は送信できません。入力した内容はこの端末に保存されますので、その前または再開後に送信してください。</translation>
    </message>
    <message>
        <source>The receipt was saved</source>
        <translation>控えを保存しました</translation>
    </message>
    <message>
        <source>Begin another application</source>
        <translation>別の申請を始める</translation>
    </message>
    <message>
        <source>The one that you have begun stays saved.</source>
        <translation>入力中の申請は保存されたまま残ります。</translation>
    </message>
    <message>
        <source>Enter the passphrase…</source>
        <translation>パスフレーズを入力…</translation>
    </message>
    <message>
        <source>Open a hand-over file from another computer…</source>
        <translation>別の端末からの引き継ぎファイルを開く…</translation>
    </message>
    <message>
        <source>The consent receipt was saved</source>
        <translation>同意の記録を保存しました</translation>
    </message>
</context>
<context>
    <name>ttp::ui::StepButton</name>
    <message>
        <source>done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>current step</source>
        <translation>現在の項目</translation>
    </message>
    <message>
        <source>not finished</source>
        <translation>未完了</translation>
    </message>
    <message>
        <source>not yet available</source>
        <translation>まだ進めません</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1、%2</translation>
    </message>
</context>
<context>
    <name>ttp::ui::TermsChanges</name>
    <message>
        <source>What has changed since you agreed</source>
        <translation>同意後に変更された点</translation>
    </message>
    <message>
        <source>You agreed to version %1 on %2 (time here).</source>
        <translation>同意済みの版：%1（%2、現地時間）</translation>
    </message>
    <message>
        <source>What has changed cannot be shown: the service no longer gives out the text that you agreed to. Please read the whole text below.</source>
        <translation>同意した規約の文面をサービスから取得できないため、変更点を表示できません。下の全文をお読みください。</translation>
    </message>
    <message>
        <source>Version %1 is in force from %2 (Japan time). The whole text stands below.</source>
        <translation>新しい版：%1（%2から適用、日本時間）。全文は下に表示しています。</translation>
    </message>
    <message>
        <source>No word of the text is another one.</source>
        <translation>文言の変更はありません。</translation>
    </message>
    <message>
        <source>%1: this language was added. It is marked “%2”.</source>
        <translation>%1：この言語が追加されました。位置付けは「%2」です。</translation>
    </message>
    <message>
        <source>%1: this language was removed.</source>
        <translation>%1：この言語は削除されました。</translation>
    </message>
    <message>
        <source>%1: marked “%2” before, now “%3”.</source>
        <translation>%1：位置付けが「%2」から「%3」に変わりました。</translation>
    </message>
    <message>
        <source>%1: the title was “%2”, now it is “%3”.</source>
        <translation>%1：題名が「%2」から「%3」に変わりました。</translation>
    </message>
    <message>
        <source>%1: what is said of the origin of this text has changed. It stands above the text.</source>
        <translation>%1：文面の由来についての説明が変わりました。本文の上に表示しています。</translation>
    </message>
    <message>
        <source>Added: %1</source>
        <translation>追加：%1</translation>
    </message>
    <message>
        <source>Removed: %1</source>
        <translation>削除：%1</translation>
    </message>
    <message>
        <source>Moved: %1</source>
        <translation>移動：%1</translation>
    </message>
    <message>
        <source>Changed: %1</source>
        <translation>変更：%1</translation>
    </message>
    <message>
        <source>This clause stands in another place than before.</source>
        <translation>この条項の位置が変わりました。</translation>
    </message>
    <message>
        <source>%1: unchanged</source>
        <translation>%1：変更なし</translation>
    </message>
    <message>
        <source>%1: removed</source>
        <translation>%1：削除</translation>
    </message>
    <message>
        <source>%1: before</source>
        <translation>%1：変更前</translation>
    </message>
    <message>
        <source>%1: added</source>
        <translation>%1：追加</translation>
    </message>
    <message>
        <source>%1: now</source>
        <translation>%1：変更後</translation>
    </message>
</context>
<context>
    <name>ttp::ui::TermsColumn</name>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>すべて選択</translation>
    </message>
</context>
<context>
    <name>ttp::ui::TermsFindBar</name>
    <message>
        <source>%1 / %2</source>
        <comment>number of the match, count of matches</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Match %1 of %2</source>
        <translation>%2件中%1件目</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>見つかりません</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Find in the terms</source>
        <translation>利用規約内を検索</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>前の一致箇所</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>次の一致箇所</translation>
    </message>
    <message>
        <source>Previous match (Shift+Enter)</source>
        <translation>前の一致箇所（Shift+Enter）</translation>
    </message>
    <message>
        <source>Next match (Enter)</source>
        <translation>次の一致箇所（Enter）</translation>
    </message>
</context>
<context>
    <name>ttp::ui::TermsPage</name>
    <message>
        <source>Terms of Service</source>
        <translation>利用規約</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>次へ進む</translation>
    </message>
    <message>
        <source>You have not seen the end of the terms.</source>
        <translation>利用規約の終わりがまだ表示されていません。</translation>
    </message>
    <message>
        <source>You agree to the whole text. Do you want to read on first?</source>
        <translation>同意は全文に対するものです。先に続きを読みますか。</translation>
    </message>
    <message>
        <source>Read on</source>
        <translation>続きを読む</translation>
    </message>
    <message>
        <source>Agree to the whole text</source>
        <translation>全文に同意する</translation>
    </message>
    <message>
        <source>I have read the terms and agree to them (practice: it binds nobody)</source>
        <translation>利用規約を読み、同意します（練習用。効力はありません）</translation>
    </message>
    <message>
        <source>I have read the terms and agree to them</source>
        <translation>利用規約を読み、同意します</translation>
    </message>
    <message>
        <source>▲ Tick the box if you agree. Without agreement you cannot go on.</source>
        <translation>▲ 同意する場合はチェックを入れてください。同意しないと先へ進めません。</translation>
    </message>
    <message>
        <source>Looking for what has changed…</source>
        <translation>変更点を確認しています…</translation>
    </message>
    <message>
        <source>The terms could not be printed. Look at the printer, or choose another one.</source>
        <translation>規約を印刷できませんでした。プリンターの状態を確認するか、別のプリンターを選んでください。</translation>
    </message>
    <message>
        <source>Print the terms…</source>
        <translation>規約を印刷…</translation>
    </message>
</context>
<context>
    <name>ttp::ui::TermsView</name>
    <message>
        <source>Japanese</source>
        <translation>日本語</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英語</translation>
    </message>
    <message>
        <source>Terms of Service, %1, authoritative column</source>
        <translation>利用規約、%1、正文の欄</translation>
    </message>
    <message>
        <source>Terms of Service, %1, translation for reference</source>
        <translation>利用規約、%1、参考訳</translation>
    </message>
    <message>
        <source>Language of the terms</source>
        <translation>利用規約の言語</translation>
    </message>
    <message>
        <source>Terms of Service</source>
        <translation>利用規約</translation>
    </message>
    <message>
        <source>The arrow keys scroll. Left and Right choose the column; Shift with the arrow keys selects in it.</source>
        <translation>上下の矢印キーでスクロールします。左右の矢印キーで欄を選び、Shiftキーと矢印キーで欄内の文章を選択します。</translation>
    </message>
</context>
<context>
    <name>ttp::ui::TextSizeBar</name>
    <message>
        <source>Text size</source>
        <translation>文字の大きさ</translation>
    </message>
    <message>
        <source>%1%</source>
        <comment>percent</comment>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Text size %1%</source>
        <translation>文字の大きさ %1%</translation>
    </message>
</context>
<context>
    <name>ttp::ui::WizardWindow</name>
    <message>
        <source>Check this computer…</source>
        <translation>この端末を確認…</translation>
    </message>
    <message>
        <source>Erase everything this program has kept…</source>
        <translation>保存したものをすべて消去…</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外観</translation>
    </message>
    <message>
        <source>As the computer is set</source>
        <translation>端末の設定に合わせる</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>Discard and start again</source>
        <translation>破棄して最初から始める</translation>
    </message>
    <message>
        <source>About TTP Apply</source>
        <translation>TTP Apply について</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Independent software. It is not the Immigration Services Agency&apos;s and is not connected with it. Out of the box it only practises; it becomes a way to apply when the operator of a service provides a service profile. To apply today, use the Agency&apos;s own site: isa.go.jp

Free software under the GNU General Public License, version 3 or later.</source>
        <translation>独立したソフトウェアです。出入国在留管理庁のものではなく、同庁とは関係ありません。そのままでは練習のみ行えます。サービスの運営者が設定ファイルを提供した場合に、申請に使えるようになります。今すぐ申請する場合は、同庁のサイト（isa.go.jp）を御利用ください。

GNU一般公衆利用許諾書（バージョン3以降）に基づく自由ソフトウェアです。</translation>
    </message>
    <message>
        <source>Error: %1</source>
        <translation>エラー：%1</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>%2項目中%1項目目</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>この画面に戻る</translation>
    </message>
    <message>
        <source>Close and discard</source>
        <translation>破棄して閉じる</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>メニュー</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>最初の画面へ</translation>
    </message>
    <message>
        <source>Save what I enter under a passphrase…</source>
        <translation>パスフレーズで保護して保存する…</translation>
    </message>
    <message>
        <source>Plan of your visit</source>
        <translation>来日の計画</translation>
    </message>
</context>
</TS>
